/// id: Z3-150
/// title: what a failed copy leaves is removed without a sync between the steps
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.EmptyTarget#undo
/// killer: dev.cairn.backup.EmptyTargetTest#what_failed_is_removed_in_three_steps_each_of_which_is_durable_before_the_next
///
/// The order is right for whoever watches. A power cut may keep any of these removals and not the others: CURRENT is there, and
/// a table is not.
class EmptyTarget {
    private static void undo(Disk target, Throwable failure) {
        try {
            if (target.exists(Versions.CURRENT)) {
                target.delete(Versions.CURRENT);
            }
            for (String name : names(target)) {
                if (!name.equals(SideFile.NAME)) {
                    target.delete(name);
                }
            }
            if (target.exists(SideFile.NAME)) {
                target.delete(SideFile.NAME);
            }
            target.syncDirectory();
        } catch (IOException | StoreException left) {
            failure.addSuppressed(left);
        }
    }
}
