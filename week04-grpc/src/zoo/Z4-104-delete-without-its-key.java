/// id: Z4-104
/// title: the hash of a delete does not have its key
/// invariant: MODEL
/// exercise: 4.8
/// seen: own
/// target: dev.cairn.rpc.server.RetryFormat.RequestHash#add
/// killer: dev.cairn.rpc.server.RequestHashTest#whatever_differs_shows
///
/// A delete has no value, so nothing of it is hashed. Two deletes under one id are one to the table, and whoever sent
/// the second is told that it was done.
class RequestHash {
    private static void add(ByteWriter parts, WriteBatch batch) {
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) ->
                    parts.u8(PUT).fixed64(Hash64.of(key)).fixed64(Hash64.of(value));
                case Mutation.Delete _ -> parts.u8(DELETE);
            }
        }
    }
}
