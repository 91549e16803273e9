/// id: Z2-50
/// title: the first table whose range holds the key has the last word
/// invariant: MODEL
/// exercise: 2.7
/// seen: LevelDB's test GetEncountersEmptyLevel
/// target: dev.cairn.lsm.version.Version#get
/// killer: dev.cairn.lsm.version.VersionTest#the_first_table_that_knows_anything_ends_the_search
///
/// A table from ant to fox would have bee, if the store had it. But a range is not a list of keys: the table may know
/// nothing of bee, and an older one does.
class Version {
    public Lookup get(InternalKey target, TableSearch search) {
        for (TableFile table : level(0)) {
            if (table.covers(target)) {
                return search.get(table, target);
            }
        }
        for (int level = 1; level < LEVELS; level++) {
            List<TableFile> tables = level(level);
            int index = firstEndingAtOrAfter(tables, target);
            if (index < tables.size() && tables.get(index).covers(target)) {
                return search.get(tables.get(index), target);
            }
        }
        return UNKNOWN;
    }
}
