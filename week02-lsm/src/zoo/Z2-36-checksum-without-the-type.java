/// id: Z2-36
/// title: the checksum of a block does not cover its type
/// invariant: LOUD
/// exercise: 2.5
/// target: dev.cairn.lsm.table.TableWriter#writeStored
/// killer: dev.cairn.lsm.table.TableWriterTest#each_part_of_the_example_is_as_the_page_says
///
/// The checksum is of the block, and the type stands behind it. But the type says what the block means: with one bit
/// of it turned a packed block is taken for what it would unpack to. No other LevelDB reads such a table, either.
class TableWriter {
    private BlockHandle writeStored(Bytes stored, Compression compression) throws IOException {
        BlockHandle handle = new BlockHandle(bytes(), stored.length());
        output.raw(stored).u8(compression.id()).fixed32(stored.maskedCrc());
        if (output.size() >= OUTPUT_BYTES) {
            drain();
        }
        return handle;
    }
}
