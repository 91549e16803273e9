/// id: Z3-153
/// title: the directory is looked at before its lock is taken, and not again
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.EmptyTarget#fill
/// killer: dev.cairn.backup.EmptyTargetTest#who_fills_the_directory_between_the_two_looks_keeps_what_is_his
///
/// Two copies into one directory: the second one waits a moment too long between its look and its lock, and goes on where the
/// first has ended.
class EmptyTarget {
    static void fill(Disk target, Runnable steps) {
        requireEmpty(target);
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
