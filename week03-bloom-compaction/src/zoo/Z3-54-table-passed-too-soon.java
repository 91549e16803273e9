/// id: Z3-54
/// title: a table below is passed as soon as it begins
/// invariant: MODEL
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.OlderTables#mayHold
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_tombstone_stays_while_an_older_version_may_live_below
///
/// The place goes forward while tables are before the key. By where they begin, and not by where they end: the one table that
/// covers the key is passed, and what is asked is the one behind it.
class OlderTables {
    boolean mayHold(EntryCursor entry) {
        byte[] key = entry.keyArray();
        int start = entry.keyStart();
        int length = entry.keyLength();
        boolean isAny = false;
        for (int i = 0; i < places.length && !isAny; i++) {
            List<TableFile> tables = levels.get(i);
            while (places[i] < tables.size()
                    && tables.get(places[i]).smallest().compareUserKeyTo(key, start, length) <= 0) {
                places[i]++;
            }
            isAny = places[i] < tables.size()
                    && tables.get(places[i]).smallest().compareUserKeyTo(key, start, length) <= 0;
        }
        return isAny;
    }
}
