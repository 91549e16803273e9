/// id: Z2-04
/// title: an edit is appended and not synced
/// invariant: DUR
/// exercise: 2.9
/// seen: leveldb 8f18614; rocksdb 7621
/// target: dev.cairn.lsm.version.Manifest#append
/// killer: dev.cairn.lsm.version.ManifestTest#what_was_appended_survives_every_power_cut
///
/// The next edit, or the next sync of anything, will take it along. Until then the version that readers have is one
/// that no power cut leaves behind; and what it made superfluous, a log or a merged table, is deleted already.
class Manifest {
    void append(VersionEdit edit) {
        takesMore = false;
        log.append(VersionEditFormat.encode(edit));
        takesMore = true;
    }
}
