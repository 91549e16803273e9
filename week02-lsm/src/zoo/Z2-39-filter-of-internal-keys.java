/// id: Z2-39
/// title: the filter gets internal keys
/// invariant: MODEL
/// exercise: 2.5
/// target: dev.cairn.lsm.table.TableWriter#add
/// killer: dev.cairn.lsm.table.TableWriterTest#the_filter_gets_user_keys_and_is_named_in_the_metaindex
///
/// The key of an entry is what `add` was given. A get does not know with which sequence number a key was written, and
/// asks for the user key: the filter says that it is in no table, and for a filter that is final.
class TableWriter {
    public void add(byte[] array, int start, int length, Bytes value) throws IOException {
        requireAscending(array, start, length);
        if (finished != null) {
            addToIndex(finished, Separators.between(finished.largest, keyOf(array, start, length)));
        }
        filter.add(array, start, length);
        data.add(array, start, length, value);
        entries++;
        if (data.bytes() >= options.blockBytes()) {
            finishBlock();
        }
    }
}
