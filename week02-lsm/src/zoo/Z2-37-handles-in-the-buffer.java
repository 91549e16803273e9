/// id: Z2-37
/// title: a handle says where the block is in the buffer
/// invariant: MODEL
/// exercise: 2.5
/// target: dev.cairn.lsm.table.TableWriter#writeStored
/// killer: dev.cairn.lsm.table.TableWriterTest#every_block_is_where_its_handle_says_and_has_its_checksum
///
/// Up to 64 KiB the file is empty and the buffer is all there is. The tables of most tests are smaller.
class TableWriter {
    private BlockHandle writeStored(Bytes stored, Compression compression) throws IOException {
        int from = output.size();
        BlockHandle handle = new BlockHandle(from, stored.length());
        output.raw(stored).u8(compression.id());
        output.fixed32(output.maskedCrc(from));
        if (output.size() >= OUTPUT_BYTES) {
            drain();
        }
        return handle;
    }
}
