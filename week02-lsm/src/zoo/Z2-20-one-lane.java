/// id: Z2-20
/// title: a search goes along level 0 alone
/// invariant: BOUND
/// exercise: 2.1
/// seen: T-28 (a get is a linear scan, where the README says it is a search)
/// target: dev.cairn.lsm.memtable.SkipList#ceiling
/// killer: dev.cairn.lsm.memtable.SkipListSearchTest#a_search_goes_along_the_highest_level_first
///
/// All nodes are in level 0, so whatever there is is found there, and every test with twenty keys is as fast as
/// before. With a hundred thousand keys a get compares fifty thousand of them.
class SkipList {
    int ceiling(InternalKey key) {
        int node = first();
        while (node != NONE && compare(node, key) < 0) {
            node = next(node);
        }
        return node;
    }
}
