/// id: Z2-97
/// title: a salvage believes a checksum that is right by chance
/// invariant: LOUD
/// exercise: 2.19
/// seen: own
/// target: dev.cairn.lsm.repair.BlockSearch#run
/// killer: dev.cairn.lsm.repair.BlocksWithoutIndexTest#a_checksum_by_chance_hides_no_block
///
/// Where a checksum is right, a block is; so the search goes on behind it, whatever the block holds. Four bytes agree by
/// chance now and then, and a real block that begins within such a stretch is lost.
class BlockSearch {
    long run(Predicate<BlockHandle> taker, Gaps gaps) {
        long end = 0;
        for (long at = 0; at < bytes.byteSize(); ) {
            OptionalInt length = lengthAt(at, at == end ? Long.MAX_VALUE : LENGTH_BEHIND_DAMAGE_MAX);
            if (length.isEmpty()) {
                at++;
                continue;
            }
            BlockHandle handle = new BlockHandle(at, length.getAsInt());
            boolean isIndex = isIndex(handle);
            if (at > end) {
                gaps.gap(end, at);
            }
            end = handle.end();
            at = end;
            if (isIndex) {
                return end;
            }
            taker.test(handle);
        }
        return end;
    }
}
