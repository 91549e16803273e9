/// id: Z3-53
/// title: only the next level is asked for older versions
/// invariant: MODEL
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.OlderTables#mayHold
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_tombstone_stays_while_an_older_version_may_live_below
///
/// What is to be hidden lies in the next level, since each level is merged into the next. But levels are not without gaps: a
/// table that was moved, or a merge by hand, has put the old version three levels down.
class OlderTables {
    boolean mayHold(EntryCursor entry) {
        byte[] key = entry.keyArray();
        int start = entry.keyStart();
        int length = entry.keyLength();
        boolean isAny = false;
        for (int i = 0; i < Math.min(2, places.length) && !isAny; i++) {
            List<TableFile> tables = levels.get(i);
            while (places[i] < tables.size()
                    && tables.get(places[i]).largest().compareUserKeyTo(key, start, length) < 0) {
                places[i]++;
            }
            isAny = places[i] < tables.size()
                    && tables.get(places[i]).smallest().compareUserKeyTo(key, start, length) <= 0;
        }
        return isAny;
    }
}
