/// id: Z2-43
/// title: a block counts as checked before its checksum was found right
/// invariant: LOUD
/// exercise: 2.6
/// target: dev.cairn.lsm.table.TableReader#block
/// killer: dev.cairn.lsm.table.TableRefusalTest#a_damaged_block_is_refused_each_time
///
/// The first read of a damaged block is refused, as it should be. Whoever tries again, and programs do, gets the
/// damaged rows as if they were sound.
class TableReader {
    Block block(int at) {
        BlockHandle handle = index.handle(at);
        boolean isDue = switch (options.checksums()) {
            case FIRST_READ -> !isChecked[at];
            case EVERY_READ -> true;
            case NEVER -> false;
        };
        isChecked[at] = true;
        return blocks.isInPlace(handle) ? blocks.read(handle, isDue) : cached(at, handle, isDue);
    }
}
