/// id: Z2-28
/// title: the last key is remembered at restart points only
/// invariant: MODEL
/// exercise: 2.3
/// target: dev.cairn.lsm.table.block.BlockBuilder#remember
/// killer: dev.cairn.lsm.table.block.BlockBuilderTest#what_is_shared_is_shared_with_the_last_key_and_not_with_the_last_restart_point
///
/// Some formats do it so, and then any entry can be read without those between. In this one a key lends to the next:
/// a reader who follows the format makes keys that nobody wrote.
class BlockBuilder {
    private void remember(byte[] array, int start, int length, int shared) {
        if (sinceRestart > 1) {
            return;
        }
        if (lastKey.length < length) {
            lastKey = Arrays.copyOf(lastKey, Math.max(length, 2 * lastKey.length));
        }
        System.arraycopy(array, start + shared, lastKey, shared, length - shared);
        lastKeyLength = length;
    }
}
