/// id: Z3-56
/// title: a table is ended because of what lies before its first key
/// invariant: BOUND
/// exercise: 3.10
/// target: dev.cairn.compaction.merge.OutputTables#add
/// killer: dev.cairn.compaction.merge.OutputTablesTest#what_the_next_level_has_before_the_first_key_of_a_table_does_not_count
///
/// The next level is asked only while a table is open, which looks like the same. But then the first entry of a table passes
/// nothing, and the second one all that lies before both: the first table has one key, whatever it is.
class OutputTables {
    void add(EntryCursor entry, boolean isNewKey) {
        boolean isFull = isNewKey
                && open != null
                && (grandparents.areTooManyBefore(entry) || open.bytes() >= tableBytes);
        if (isFull) {
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
