/// id: Z2-12
/// title: a merge that turns back steps with the source on top alone
/// invariant: SNAP
/// exercise: 2.11
/// seen: leveldb issue 200 (an iterator that turns skips what it should show); pebble 4e7ee20ab
/// target: dev.cairn.lsm.merge.MergingCursor#previous
/// killer: dev.cairn.lsm.merge.MergingCursorTest#a_turn_anywhere_shows_the_neighbour
///
/// Going forward, all sources but the one on top stand behind the current entry. Whoever goes back from there puts
/// the heap in the other order and takes one step with the top: what the others have before the current entry is
/// skipped, and what they have behind it is shown next. A scan in one direction is as right as ever.
class MergingCursor {
    public boolean previous() {
        requireEntry();
        isForward = false;
        return settleTop(heap[0].cursor().previous());
    }
}
