/// id: Z2-52
/// title: tables are ordered by the names of their files
/// invariant: MODEL
/// exercise: 2.7
/// seen: a store whose tenth table sorted before its ninth: trap T-36
/// target: dev.cairn.lsm.version.Version#edited
/// killer: dev.cairn.lsm.version.VersionTest#an_edit_leaves_the_version_to_which_it_is_applied_as_it_was
///
/// The newest table is the one whose name comes last. With names of one length that is so; written out as they are, 10
/// comes before 9, and from the tenth flush on an old value is in front of the new one.
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
        deleted.forEach(number -> requireDeleted(tables.removeIf(table -> table.number() == number), level, number));
        tables.addAll(added);
        Comparator<TableFile> byName = Comparator.comparing(table -> Long.toString(table.number()));
        tables.sort(level == 0 ? byName.reversed() : BY_KEY);
        if (level > 0) {
            requireDisjoint(level, tables);
        }
        return List.copyOf(tables);
    }
}
