/// id: Z3-90
/// title: what a row shares is not compared
/// invariant: MODEL
/// exercise: 3.19
/// seen: LevelDB's block search compares whole keys for the same reason; RocksDB's hash index of data blocks does so too
/// target: dev.cairn.lsm.table.block.RowDirectory#find
/// killer: dev.cairn.lsm.table.block.RowDirectoryTest#a_key_that_ends_as_a_row_does_and_begins_otherwise_is_not_that_row
///
/// The fingerprint is right, and so are the last bytes of the key. One get in sixty-five thousand has the value of another
/// key.
class RowDirectory {
    public boolean find(BlockCursor cursor, InternalKey target, long hash) {
        short wanted = fingerprint(hash);
        for (int row = next(0, wanted); row != NONE; row = next(row + 1, wanted)) {
            boolean isFirst = shared(row) != REPEATED;
            if (isFirst && cursor.standAt(start(row), shared(row), target)) {
                return true;
            }
        }
        return false;
    }
}
