/// id: Z3-82
/// title: what lies in the target is overwritten or mixed with
/// invariant: LOUD
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.EmptyTarget#fill
/// killer: dev.cairn.backup.CheckpointTest#a_directory_with_anything_in_it_is_refused_and_not_touched
///
/// A directory that exists is as good as one that does not, until it is somebody's. What is in it stays among the files of the store,
/// and if the copy fails, it is removed with them.
class EmptyTarget {
    static void fill(Disk target, Runnable steps) {
        try (DirectoryLock _ = DirectoryLock.orMake(target)) {
            try {
                steps.run();
            } catch (StoreException.UnknownOutcome unknown) {
                undo(target, unknown);
                throw failed(target, unknown);
            } catch (RuntimeException | Error failure) {
                undo(target, failure);
                throw failure;
            }
        }
    }
}
