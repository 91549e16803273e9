/// id: Z2-83
/// title: frozen memtables are asked in the order in which they stand
/// invariant: MODEL
/// exercise: 2.13
/// seen: T-12 (old value wins)
/// target: dev.cairn.lsm.read.Reads#find
/// killer: dev.cairn.lsm.read.ReadsTest#of_two_frozen_memtables_the_newer_one_is_asked_first
///
/// They stand in the order in which they are flushed, the oldest first. With one of them there is no difference.
class Reads {
    private Lookup find(ReadState state, InternalKey target) {
        Lookup found = state.active().get(target);
        for (int i = 0; i < state.frozen().size() && found instanceof Lookup.Unknown; i++) {
            found = state.frozen().get(i).rows().get(target);
        }
        return found instanceof Lookup.Unknown ? state.version().get(target, tables) : found;
    }
}
