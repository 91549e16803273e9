/// id: Z2-53
/// title: what is added is deleted again
/// invariant: MODEL
/// exercise: 2.7
/// seen: class of LevelDB's VersionSet::Builder, which keeps added and deleted apart for this
/// target: dev.cairn.lsm.version.Version#edited
/// killer: dev.cairn.lsm.version.VersionTest#an_edit_may_put_a_table_in_the_place_of_one_of_the_same_number
///
/// The lists of an edit are applied one after the other, why not the added one first? Because an edit may put a table
/// in the place of one of the same number, and that one is then gone as well.
class Version {
    private List<TableFile> edited(int level, VersionEdit edit) {
        List<Long> deleted = edit.deleted().stream()
                .filter(each -> each.level() == level)
                .map(VersionEdit.Deleted::number)
                .toList();
        List<TableFile> added = edit.added().stream()
                .filter(each -> each.level() == level)
                .map(VersionEdit.Added::table)
                .toList();
        if (deleted.isEmpty() && added.isEmpty()) {
            return level(level);
        }
        List<TableFile> tables = new ArrayList<>(level(level));
        tables.addAll(added);
        deleted.forEach(number -> requireDeleted(tables.removeIf(table -> table.number() == number), level, number));
        tables.sort(level == 0 ? NEWEST_FIRST : BY_KEY);
        if (level > 0) {
            requireDisjoint(level, tables);
        }
        return List.copyOf(tables);
    }
}
