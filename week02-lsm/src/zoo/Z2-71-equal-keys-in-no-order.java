/// id: Z2-71
/// title: which of two entries with equal keys comes first is left to the heap
/// invariant: SNAP
/// exercise: 2.11
/// target: dev.cairn.lsm.merge.MergingCursor#comesBefore
/// killer: dev.cairn.lsm.merge.MergingCursorTest#a_turn_at_any_of_two_equal_keys_shows_the_neighbour
///
/// Two sources have an entry of the same key, sequence number and all, only where a memtable and the table that was
/// written from it are both read. Both entries say the same, so their order seems to be nobody's business. But a turn
/// asks which of them comes before the current one, and if that is answered in two ways, one of them is shown again.
class MergingCursor {
    private boolean comesBefore(Source a, Source b) {
        int order = InternalKeyOrder.compare(a.cursor(), b.cursor());
        return isForward ? order < 0 : order > 0;
    }
}
