/// id: Z2-26
/// title: a restart point shares bytes with the key before it
/// invariant: MODEL
/// exercise: 2.3
/// target: dev.cairn.lsm.table.block.BlockBuilder#add
/// killer: dev.cairn.lsm.table.block.BlockBuilderTest#so_many_entries_after_a_restart_point_comes_the_next
///
/// The key shares what it shares, and where a restart point is noted makes no difference to that. It does to the
/// reader, who begins there and knows no key before it: half of each table can be read from its front only.
class BlockBuilder {
    public void add(byte[] array, int start, int length, Bytes value) {
        int shared = shared(array, start, length);
        if (entries.size() == 0 || sinceRestart == restartInterval) {
            restart();
        }
        entries.varint32(shared)
                .varint32(length - shared)
                .varint32(value.length())
                .raw(array, start + shared, length - shared)
                .raw(value);
        sinceRestart++;
        remember(array, start, length, shared);
    }
}
