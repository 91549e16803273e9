/// id: Z2-21
/// title: a search goes on from the finger, wherever the key belongs
/// invariant: MODEL
/// exercise: 2.1
/// target: dev.cairn.lsm.memtable.SkipList#find
/// killer: dev.cairn.lsm.memtable.SkipListSearchTest#where_the_finger_stood_before_makes_no_difference
///
/// The finger is there to save the search, so the search begins at the finger. That is right as long as keys ascend,
/// as they do in most benchmarks. The first key that is smaller than the one before it is linked behind it, and the
/// list is no longer sorted.
class SkipList {
    void find(InternalKey key) {
        for (int level = height - 1; level >= 0; level--) {
            int next = towers.next(finger[level], level);
            while (next != NONE && compare(next, key) < 0) {
                finger[level] = next;
                next = towers.next(next, level);
            }
        }
    }
}
