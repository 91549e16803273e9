/// id: Z2-70
/// title: a source that has run off its end takes no part in a turn
/// invariant: SNAP
/// exercise: 2.11
/// target: dev.cairn.lsm.merge.MergingCursor#turnBack
/// killer: dev.cairn.lsm.merge.MergingCursorTest#a_turn_anywhere_shows_the_neighbour_if_sources_have_run_off_their_ends
///
/// Only the sources in the heap are put on the other side, for a source that has run off its end has no more entries.
/// It has none *behind*. All that it showed on the way is missing on the way back.
class MergingCursor {
    private void turnBack() {
        isForward = false;
        Source top = heap[0];
        InternalKey current = InternalKey.at(top.cursor());
        Source[] inHeap = java.util.Arrays.copyOf(heap, size);
        size = 0;
        int count = 0;
        for (Source source : inHeap) {
            if (source.rank() == top.rank() || standsBefore(source, current, top)) {
                heap[count++] = source;
            }
        }
        orderHeap(count);
    }
}
