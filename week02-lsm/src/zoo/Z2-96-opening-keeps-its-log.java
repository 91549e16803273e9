/// id: Z2-96
/// title: rows that an opening has written to tables stay in the log
/// invariant: BOUND
/// exercise: 2.17
/// seen: a student's solution that stayed green until the flush
/// target: dev.cairn.lsm.LsmOpening#begin
/// killer: dev.cairn.lsm.OpeningStepsTest#a_log_whose_rows_are_in_tables_is_removed_behind_the_switch
///
/// The manifest says from where on the log is needed, so nobody reads what is before that, and all tests of rows are
/// content. The files stay until a flush comes by, and a program that opens, reads and dies makes more of them each time.
class LsmOpening {
    private static StoreParts begin(
            Disk disk, LsmOptions options, FileNumbers numbers, Log log, ManifestState state, Memtable active) {
        OpenTables tables = OpenTables.in(disk, options.tables());
        Versions versions = Versions.begin(disk, numbers, state, Versions.MANIFEST_BYTES_MAX, tables::remove);
        Layers layers = new Layers(new ReadState(active, List.of(), versions.current()));
        return new StoreParts(
                disk,
                options.memtables(),
                options.tables(),
                options.flushing(),
                numbers,
                versions,
                tables,
                layers,
                kept(options, log));
    }
}
