/// id: Z2-82
/// title: a get goes on to older layers until it has a value
/// invariant: MODEL
/// exercise: 2.13
/// seen: T-02, T-34 (a deleted key comes back)
/// target: dev.cairn.lsm.read.Reads#find
/// killer: dev.cairn.lsm.read.ReadsTest#a_tombstone_in_any_layer_hides_what_older_layers_hold
///
/// A layer that has no value is passed over, whatever it says instead. Deleting a key then works as long as all of its
/// values are in the layer that has the tombstone.
class Reads {
    private Lookup find(ReadState state, InternalKey target) {
        Lookup found = state.active().get(target);
        for (int i = state.frozen().size() - 1; i >= 0 && !(found instanceof Lookup.Found); i--) {
            found = state.frozen().get(i).rows().get(target);
        }
        return found instanceof Lookup.Found ? found : state.version().get(target, tables);
    }
}
