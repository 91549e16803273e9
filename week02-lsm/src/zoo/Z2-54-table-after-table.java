/// id: Z2-54
/// title: the tables of a level are gone through one by one
/// invariant: BOUND
/// exercise: 2.7
/// seen: trap T-28, a table search that was said to be logarithmic
/// target: dev.cairn.lsm.version.Version#firstEndingAtOrAfter
/// killer: dev.cairn.lsm.version.VersionTest#a_level_of_ten_thousand_tables_is_searched_by_halves
///
/// The answer is right. But a store of a terabyte has tens of thousands of tables, and a get would compare its key with
/// half of them.
class Version {
    public static int firstEndingAtOrAfter(List<TableFile> tables, InternalKey target) {
        int index = 0;
        while (index < tables.size() && tables.get(index).largest().compareTo(target) < 0) {
            index++;
        }
        return index;
    }
}
