/// id: Z2-62
/// title: the manifest goes on behind an edit that failed
/// invariant: REC
/// exercise: 2.9
/// seen: rocksdb 7621
/// target: dev.cairn.lsm.version.Manifest#append
/// killer: dev.cairn.lsm.version.ManifestTest#after_a_failed_append_it_takes_no_more
///
/// An append that fails is reported, the version stays what it was, and the next edit is appended. But half of the
/// failed edit may be in the file: what is behind it cannot be read; or all of it is, and comes to light at the next
/// start, though everybody believes that it never happened.
class Manifest {
    void append(VersionEdit edit) {
        log.append(VersionEditFormat.encode(edit));
        log.sync();
    }
}
