/// id: ZC-05
/// title: what a writer hands out changes when the writer is used again
/// invariant: SNAP
/// exercise: none
/// seen: pebble 7c863c9c3 and a83db2e23
/// target: dev.cairn.common.bytes.ByteWriter#toBytes
/// killer: dev.cairn.common.bytes.ByteWriterTest#bytes_taken_from_a_writer_do_not_change_when_it_is_used_again
///
/// One copy less for each key, and as long as every writer is used once nobody can tell. Then somebody clears a
/// writer to save an allocation, and keys that are already in a map turn into others.
class ByteWriter {
    public Bytes toBytes() {
        return Bytes.wrap(array).slice(0, size);
    }
}
