/// id: Z1-08
/// title: a new segment's bytes are synced and its name is not
/// invariant: DUR
/// exercise: 1.6
/// seen: leveldb 196, mongo-rocks 35, ALICE (OSDI 2014)
/// target: dev.cairn.wal.Log#newTail
/// killer: dev.cairn.wal.LogTest#what_was_synced_survives_every_power_cut_and_the_rest_is_lost_from_the_end
///
/// The file is there, it is listed, its bytes are synced with every write. But a name is a byte in another file,
/// the directory, and nobody synced that one. After a power cut the bytes are on the disk and have no name.
class Log {
    private static LogTail newTail(Disk disk, SegmentNames names, long number) throws IOException {
        return new LogTail(number, disk.create(names.nameOf(number)));
    }
}
