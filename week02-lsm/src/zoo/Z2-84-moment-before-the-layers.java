/// id: Z2-84
/// title: a get asks for the moment first and takes the layers then
/// invariant: SNAP
/// exercise: 2.13
/// target: dev.cairn.lsm.read.Reads#get
/// killer: dev.cairn.lsm.read.ReadsTest#a_get_takes_the_layers_before_the_moment
///
/// The two lines look as if their order were a matter of taste. A get holds no number, so whatever happens between the
/// two may leave out what was visible at that number: the key is nowhere, for one get in a million.
class Reads {
    public Optional<Bytes> get(Bytes key, LongSupplier moment) {
        InternalKey target = InternalKey.search(key, moment.getAsLong());
        ReadState state = layers.state();
        while (true) {
            try {
                return valueOf(find(state, target));
            } catch (TableClosedException | StoreException.Failed gone) {
                state = newerThan(state, gone);
            }
        }
    }
}
