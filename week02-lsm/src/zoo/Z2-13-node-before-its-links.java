/// id: Z2-13
/// title: a node is linked before its own links are set
/// invariant: MODEL
/// exercise: 2.2
/// seen: the contract of LevelDB's skip list (428)
/// target: dev.cairn.lsm.memtable.SkipList#insert
/// killer: dev.cairn.lsm.memtable.SkipListThreadsTest#what_was_inserted_is_met_while_more_is_inserted
///
/// Level by level, the link to the node and the link from it, as in every textbook: on one thread the order of the
/// two makes no difference. A reader who comes between them stands on a node behind which nothing is: all keys that
/// come after it are gone, for some nanoseconds, though they were there all the time.
class SkipList {
    void insert(InternalKey key, Bytes value) {
        find(key);
        int successor = towers.next(finger[0], 0);
        Check.that(successor == NONE || compare(successor, key) != 0, "%s is in the list already", key);
        int top = randomHeight();
        int node = node(entries.add(key, value), top);
        for (int level = 0; level < top; level++) {
            int behind = towers.next(finger[level], level);
            towers.publish(finger[level], level, node);
            towers.publish(node, level, behind);
            finger[level] = node;
        }
        if (top > height) {
            height = top;
        }
    }
}
