/// id: Z3-151
/// title: CURRENT is removed last
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.EmptyTarget#undo
/// killer: dev.cairn.backup.EmptyTargetTest#what_failed_is_removed_in_three_steps_each_of_which_is_durable_before_the_next
///
/// In the order in which it was made. Until the last step a store opens here whose tables are gone, one after the other.
class EmptyTarget {
    private static void undo(Disk target, Throwable failure) {
        try {
            remove(target, name -> !name.equals(SideFile.NAME) && !name.equals(Versions.CURRENT));
            remove(target, SideFile.NAME::equals);
            remove(target, _ -> true);
        } catch (IOException | StoreException left) {
            failure.addSuppressed(left);
        }
    }
}
