/// id: Z2-46
/// title: a table is gathered in memory and written at its end
/// invariant: BOUND
/// exercise: 2.5
/// target: dev.cairn.lsm.table.TableWriter#writeStored
/// killer: dev.cairn.lsm.table.TableWriterTest#what_is_written_does_not_wait_in_memory_for_the_end
///
/// The output grows as it must, and `finish` hands it to the file: fewer calls, and the same bytes. A flush then
/// needs room for the memtable and for the table at once, and a large compaction does not end at all.
class TableWriter {
    private BlockHandle writeStored(Bytes stored, Compression compression) throws IOException {
        BlockHandle handle = new BlockHandle(bytes(), stored.length());
        int from = output.size();
        output.raw(stored).u8(compression.id());
        output.fixed32(output.maskedCrc(from));
        return handle;
    }
}
