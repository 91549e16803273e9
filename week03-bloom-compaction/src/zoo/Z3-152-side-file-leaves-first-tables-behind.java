/// id: Z3-152
/// title: the side file is removed though a table could not be
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.EmptyTarget#undo
/// killer: dev.cairn.backup.EmptyTargetTest#the_side_file_stays_as_long_as_a_table_that_cannot_be_removed
///
/// Each file on its own, so that as much goes as can go. What stays is a table without a side file, and the next opening makes
/// a new store around it.
class EmptyTarget {
    private static void undo(Disk target, Throwable failure) {
        for (String last : List.of(Versions.CURRENT, "", SideFile.NAME)) {
            try {
                remove(target, name -> last.isEmpty() ? !name.equals(SideFile.NAME) : name.equals(last));
            } catch (IOException | StoreException left) {
                failure.addSuppressed(left);
            }
        }
    }
}
