/// id: Z2-80
/// title: what a get finds is kept in the active memtable
/// invariant: MODEL
/// exercise: 2.13
/// seen: T-03 (50 reads grew the memtable by 50 nodes, under the lock of the readers)
/// target: dev.cairn.lsm.read.Reads#get
/// killer: dev.cairn.lsm.read.ReadsTest#reads_change_nothing
///
/// Next time the key is found in memory. But a memtable has one writer, and this is not it; a store that is only read
/// flushes; and the value is put above whatever is written under way.
class Reads {
    public Optional<Bytes> get(Bytes key, LongSupplier moment) {
        ReadState state = layers.state();
        while (true) {
            try {
                long sequence = moment.getAsLong();
                Optional<Bytes> found = valueOf(find(state, InternalKey.search(key, sequence)));
                if (found.isPresent() && state.active().get(InternalKey.search(key, sequence)) instanceof Lookup.Unknown) {
                    state.active().add(sequence, new dev.cairn.common.store.Mutation.Put(key, found.get()));
                }
                return found;
            } catch (TableClosedException | StoreException.Failed gone) {
                state = newerThan(state, gone);
            }
        }
    }
}
