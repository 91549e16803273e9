/// id: Z2-27
/// title: the second block begins with the restart points of the first
/// invariant: MODEL
/// exercise: 2.3
/// target: dev.cairn.lsm.table.block.BlockBuilder#finish
/// killer: dev.cairn.lsm.table.block.BlockBuilderTest#after_a_block_comes_another_that_knows_nothing_of_it
///
/// The bytes are gone, so the builder is empty. That there are two more things to forget shows when a table has a
/// second block: it has more restart points than entries to point to.
class BlockBuilder {
    public Bytes finish() {
        restartCount = Math.max(restartCount, 1);
        for (int i = 0; i < restartCount; i++) {
            entries.fixed32(restarts[i]);
        }
        entries.fixed32(restartCount);
        Bytes block = entries.toBytes();
        entries.clear();
        return block;
    }
}
