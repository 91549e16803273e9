/// id: Z3-81
/// title: the copy of a table is not synced
/// invariant: DUR
/// exercise: none
/// seen: LevelDB CHANGELOG, missing syncs of new tables; ALICE (OSDI 2014)
/// target: dev.cairn.backup.FileCopy#copy
/// killer: dev.cairn.backup.CheckpointTest#a_copied_table_is_synced_before_anything_names_it
///
/// All bytes were written, and everything that is read back is right. The manifest and CURRENT are synced behind it; the table is
/// not, and a power cut leaves a store whose table has holes.
class FileCopy {
    static int copy(Disk source, String name, long bytes, Disk target, Meter meter) {
        try (AppendFile copy = target.create(name)) {
            int crc = read(source, name, bytes, copy::append, meter);
            return crc;
        } catch (IOException cause) {
            throw StoreException.Failed.of("copy", source.describe(name) + " to " + target.describe(name), cause);
        }
    }
}
