/// id: Z2-38
/// title: a value larger than a block is refused when the table is written
/// invariant: DUR
/// exercise: 2.5
/// seen: T-27 (after one value of 5,000 bytes 2,562 of the next 3,000 writes fail)
/// target: dev.cairn.lsm.table.TableWriter#add
/// killer: dev.cairn.lsm.table.TableWriterTest#an_entry_that_is_larger_than_a_block_is_in_a_block_like_others
///
/// A block has 4 KiB, so that is what an entry may have. But the value was accepted, logged and acknowledged; now the
/// flush fails, and each one after it, and the store takes no more writes. How large values may be is said at put.
class TableWriter {
    public void add(byte[] array, int start, int length, Bytes value) throws IOException {
        Check.argument(length + value.length() <= options.blockBytes(), "an entry of %s bytes", value.length());
        requireAscending(array, start, length);
        if (finished != null) {
            addToIndex(finished, Separators.between(finished.largest, keyOf(array, start, length)));
        }
        filter.add(array, start, length - EntryTag.BYTES);
        data.add(array, start, length, value);
        entries++;
        if (data.bytes() >= options.blockBytes()) {
            finishBlock();
        }
    }
}
