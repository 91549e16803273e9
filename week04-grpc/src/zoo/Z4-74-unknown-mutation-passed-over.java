/// id: Z4-74
/// title: a mutation of a kind that is not known is left out of its batch
/// invariant: LOUD
/// exercise: 4.2
/// seen: own
/// target: dev.cairn.rpc.grpc.RequestMessages#addTo
/// killer: dev.cairn.rpc.grpc.ProtocolTest#a_mutation_that_is_none_is_refused
///
/// A client of a later version sends a batch with a mutation that this server does not know. The server applies the rest and says
/// "done": half of a batch.
class RequestMessages {
    private static void addTo(WriteBatch.Builder batch, dev.cairn.rpc.v1.Mutation mutation) {
        switch (mutation.getChangeCase()) {
            case PUT ->
                batch.put(
                        bytes(mutation.getPut().getKey()),
                        bytes(mutation.getPut().getValue()));
            case DELETE -> batch.delete(bytes(mutation.getDelete().getKey()));
            case CHANGE_NOT_SET -> {}
        }
    }
}
