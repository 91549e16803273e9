/// id: Z3-55
/// title: a tombstone stays wherever a table ends behind it
/// invariant: BOUND
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.OlderTables#mayHold
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_tombstone_goes_that_is_beside_all_tables_below
///
/// That errs on the safe side: nothing is ever seen again that was deleted. And nothing deleted ever goes, as long as the
/// store has one large key; a queue that is filled at one end and emptied at the other only grows.
class OlderTables {
    boolean mayHold(EntryCursor entry) {
        byte[] key = entry.keyArray();
        int start = entry.keyStart();
        int length = entry.keyLength();
        boolean isAny = false;
        for (int i = 0; i < places.length && !isAny; i++) {
            List<TableFile> tables = levels.get(i);
            while (places[i] < tables.size()
                    && tables.get(places[i]).largest().compareUserKeyTo(key, start, length) < 0) {
                places[i]++;
            }
            isAny = places[i] < tables.size();
        }
        return isAny;
    }
}
