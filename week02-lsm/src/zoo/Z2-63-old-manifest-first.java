/// id: Z2-63
/// title: the manifest before is removed, and then the new one is made
/// invariant: REC
/// exercise: 2.10
/// seen: class of rocksdb 10573
/// target: dev.cairn.lsm.version.Versions#roll
/// killer: dev.cairn.lsm.version.VersionsTest#the_manifest_before_is_removed_only_when_the_switch_is_durable
///
/// One file at a time keeps the directory tidy. A crash after the removal leaves a CURRENT that names a file which is
/// gone.
class Versions {
    private void roll() {
        Manifest before = manifest;
        before.retire();
        discard(before);
        manifest = Manifest.create(disk, numbers, state);
    }
}
