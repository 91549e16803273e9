/// id: Z3-07
/// title: the versions of a key are split over two outputs
/// invariant: MODEL
/// exercise: 3.10
/// seen: leveldb 320, 887, commits 20fb601 and 13e3c4e; rocksdb 2989
/// target: dev.cairn.compaction.merge.OutputTables#add
/// killer: dev.cairn.compaction.merge.OutputTablesTest#the_versions_of_a_key_are_all_in_one_table
///
/// A table is full, so it ends, whatever comes next. If that is an older version of the same key, two tables of a level share
/// a user key; and the next compaction may take the first of them a level deeper, below the older version.
class OutputTables {
    void add(EntryCursor entry, boolean isNewKey) {
        boolean areTooMany = grandparents.areTooManyBefore(entry);
        if (open != null && (areTooMany || open.bytes() >= tableBytes)) {
            finish();
        }
        if (open == null) {
            open = OutputTable.create(
                    setting.disk(), setting.numbers().getAsLong(), setting.options());
            grandparents.begin();
        }
        open.add(entry);
    }
}
