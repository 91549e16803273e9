/// id: Z4-41
/// title: to expect nothing and to expect an empty value have one hash
/// invariant: MODEL
/// exercise: 4.8
/// target: dev.cairn.rpc.server.RetryFormat.RequestHash#add
/// killer: dev.cairn.rpc.server.RequestHashTest#whatever_differs_shows
///
/// An empty value stands for the one that is not there. Two writes that want different things are one to the table, and the
/// second of them gets the answer of the first.
class RequestHash {
    private static void add(ByteWriter parts, Optional<Bytes> expected) {
        parts.u8(1).fixed64(Hash64.of(expected.orElse(Bytes.EMPTY)));
    }
}
