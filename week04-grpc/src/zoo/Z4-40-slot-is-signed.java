/// id: Z4-40
/// title: the bytes of a slot are read with their sign
/// invariant: MODEL
/// exercise: 4.8
/// target: dev.cairn.rpc.server.RetryFormat#slotOf
/// killer: dev.cairn.rpc.server.RetryFormatTest#what_is_written_is_read
///
/// A byte of Java has a sign, and up to slot 127 nobody sees it. With more slots a row is read back for another slot than
/// it was written for, or for none.
class RetryFormat {
    private static int slotOf(Bytes key) {
        return (byte) key.at(SESSION_KEY_BYTES) << Byte.SIZE | (byte) key.at(SESSION_KEY_BYTES + 1);
    }
}
