/// id: Z1-23
/// title: a put of the empty value is read back as a delete
/// invariant: MODEL
/// exercise: 1.1
/// seen: T-35 (a value equal to the text of the tombstone is a delete)
/// target: dev.cairn.wal.commit.BatchFormat#mutation
/// killer: dev.cairn.wal.commit.BatchFormatTest#every_batch_comes_back
///
/// Who would store nothing? So nothing can stand for "gone", here or in whatever reads the file. But the empty
/// value is a value like any other: it is there until the next start, and then the key is not found.
class BatchFormat {
    private static Mutation mutation(ByteReader source) {
        int offset = source.offset();
        int kind = source.u8();
        if (kind != PUT && kind != DELETE) {
            throw new CorruptBytesException(offset, "kind 0 (delete) or 1 (put)", Integer.toString(kind));
        }
        Bytes key = source.lengthPrefixed();
        Bytes value = kind == PUT ? source.lengthPrefixed() : Bytes.EMPTY;
        return value.isEmpty() ? new Mutation.Delete(key) : new Mutation.Put(key, value);
    }
}
