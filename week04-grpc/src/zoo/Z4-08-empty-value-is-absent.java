/// id: Z4-08
/// title: a value that is empty arrives as none
/// invariant: MODEL
/// exercise: 4.2
/// seen: Ratis 2601
/// target: dev.cairn.rpc.grpc.ReplyMessages#value
/// killer: dev.cairn.rpc.grpc.ProtocolProperties#a_value_arrives_as_it_was_and_none_as_none
///
/// A field of bytes that is not set reads as empty bytes, so "empty" seems to be "not set". It is what one gets in proto3 without
/// `optional`, and what one gets with it if one does not ask `hasValue`.
class ReplyMessages {
    static Reply value(GetResponse message) {
        return new Reply.Value(optional(!message.getValue().isEmpty(), message.getValue()));
    }
}
