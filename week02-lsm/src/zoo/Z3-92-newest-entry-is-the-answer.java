/// id: Z3-92
/// title: the newest entry of a key is the answer at every moment
/// invariant: SNAP
/// exercise: 3.19
/// seen: Z2-74 (newest entry is the row), on another way to the row
/// target: dev.cairn.lsm.table.DirectGets#get
/// killer: dev.cairn.lsm.table.DirectGetsTest#of_many_versions_each_is_found_at_its_own_moment
///
/// A snapshot sees what was written after it was taken, but only in blocks that somebody has read before.
class DirectGets {
    Lookup get(InternalKey target) {
        int at = words.find(target);
        if (at == index.blocks()) {
            return TableReader.UNKNOWN;
        }
        RowDirectory directory = directory(at);
        if (directory == null) {
            return table.search(target);
        }
        BlockCursor cursor = cursorOver(at, directory);
        if (!directory.find(cursor, target, target.userKeyHash())) {
            return TableReader.UNKNOWN;
        }
        return TableReader.answer(cursor);
    }
}
