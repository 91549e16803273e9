/// id: Z2-25
/// title: a node takes as many ints as it has levels, and four
/// invariant: MODEL
/// exercise: 2.1
/// target: dev.cairn.lsm.memtable.Towers#add
/// killer: dev.cairn.lsm.memtable.TowersTest#no_node_of_many_touches_another
///
/// The entry in front is forgotten. So the highest link of each node and the entry of the next one are the same int,
/// and whoever is written last wins. With towers of one level that is every link there is.
class Towers {
    int add(int entry, int height) {
        int size = HEAD_INTS - 1 + height;
        if (size > chunks[count - 1].length - used) {
            addChunk();
        }
        int node = ((count - 1) << CHUNK_BITS) | used;
        chunks[count - 1][used] = entry;
        used += size;
        ints += size;
        return node;
    }
}
