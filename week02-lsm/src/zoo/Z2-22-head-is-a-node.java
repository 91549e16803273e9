/// id: Z2-22
/// title: before the first node is the head
/// invariant: MODEL
/// exercise: 2.1
/// target: dev.cairn.lsm.memtable.SkipList#before
/// killer: dev.cairn.lsm.memtable.SkipListSearchTest#before_a_node_is_its_neighbour_at_level_0
///
/// The head is a node like the others, only that it has no entry: the search ends on it if nothing smaller is there.
/// Who answers with it makes a cursor that is moved back from the first entry show some entry again: the one whose
/// reference is 0.
class SkipList {
    int before(int node) {
        int entry = towers.entry(node);
        int found = head;
        for (int level = height - 1; level >= 0; level--) {
            int next = towers.next(found, level);
            while (next != NONE
                    && next != node
                    && compare(next, array(entry), keyStart(entry), keyLength(entry)) < 0) {
                found = next;
                next = towers.next(found, level);
            }
        }
        return found;
    }
}
