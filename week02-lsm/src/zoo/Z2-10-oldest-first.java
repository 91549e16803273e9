/// id: Z2-10
/// title: level 0 is asked from the oldest table to the newest
/// invariant: MODEL
/// exercise: 2.7
/// seen: LevelDB's test GetLevel0Ordering
/// target: dev.cairn.lsm.version.Version#get
/// killer: dev.cairn.lsm.version.VersionTest#level_0_is_asked_newest_first_and_of_each_other_level_one_table
///
/// Tables come one after the other, so they are asked one after the other. In level 0 their ranges overlap: the oldest
/// table that knows the key has the oldest value.
class Version {
    public Lookup get(InternalKey target, TableSearch search) {
        for (TableFile table : level(0).reversed()) {
            Lookup known = table.covers(target) ? search.get(table, target) : UNKNOWN;
            if (isAnswer(known)) {
                return known;
            }
        }
        for (int level = 1; level < LEVELS; level++) {
            List<TableFile> tables = level(level);
            int index = firstEndingAtOrAfter(tables, target);
            boolean isCovered = index < tables.size() && tables.get(index).covers(target);
            Lookup known = isCovered ? search.get(tables.get(index), target) : UNKNOWN;
            if (isAnswer(known)) {
                return known;
            }
        }
        return UNKNOWN;
    }
}
