/// id: Z2-91
/// title: the tables that an opening writes are not synced
/// invariant: REC
/// exercise: 2.17
/// seen: class of cqlite 1392
/// target: dev.cairn.lsm.LsmOpening#writeTables
/// killer: dev.cairn.lsm.OpeningStepsTest#tables_of_the_log_are_durable_bytes_and_names_before_the_manifest_tells_of_them
///
/// A flush takes care of that; this is an opening, which writes one table after the other and then the manifest. It is
/// the same order, and the same power cut: a manifest that names tables whose bytes were never written.
class LsmOpening {
    private static void writeTables(
            Disk disk, LsmOptions options, LsmImage image, FileNumbers numbers, VersionEdit.Builder edit) {
        for (Memtable memtable : image.memtables()) {
            if (!memtable.isEmpty()) {
                TableOutput output = TableOutput.create(disk, numbers.next());
                try (EntryCursor rows = memtable.cursor()) {
                    output.write(rows, options.tables(), _ -> true).ifPresent(table -> edit.add(0, table));
                    output.syncName();
                } finally {
                    output.close();
                }
            }
        }
    }}
