/// id: Z2-29
/// title: the array of the last key grows without what is in it
/// invariant: MODEL
/// exercise: 2.3
/// target: dev.cairn.lsm.table.block.BlockBuilder#remember
/// killer: dev.cairn.lsm.table.block.BlockBuilderTest#a_key_that_outgrows_the_last_one_keeps_what_both_share
///
/// Only the bytes that the key does not share are copied, for the others are there already; in the old array. Keys
/// of up to 64 bytes never show it. Longer ones do much later, as separators that do not ascend.
class BlockBuilder {
    private void remember(byte[] array, int start, int length, int shared) {
        if (lastKey.length < length) {
            lastKey = new byte[Math.max(length, 2 * lastKey.length)];
        }
        System.arraycopy(array, start + shared, lastKey, shared, length - shared);
        lastKeyLength = length;
    }
}
