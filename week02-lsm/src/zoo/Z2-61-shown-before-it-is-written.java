/// id: Z2-61
/// title: a version is shown before its edit is durable
/// invariant: DUR
/// exercise: 2.10
/// seen: class of leveldb 8f18614
/// target: dev.cairn.lsm.version.Versions#install
/// killer: dev.cairn.lsm.version.VersionsTest#an_edit_is_synced_before_it_is_shown
///
/// Readers get the new version at once, and the disk may take its time. But whoever published it deletes what only the
/// version before needed, and a failed append leaves readers with tables that the next start does not know.
class Versions {
    public Version install(VersionEdit edit, Consumer<Version> shown) {
        installing.lock();
        try {
            refuseIfClosed();
            if (!manifest.takesMore() || manifest.isFull(manifestBytesMax)) {
                roll();
            }
            VersionEdit complete = edit.withNextFileNumber(numbers.upcoming());
            ManifestState next = state.with(complete);
            publish(next, shown);
            manifest.append(complete);
            return next.version();
        } finally {
            installing.unlock();
        }
    }
}
