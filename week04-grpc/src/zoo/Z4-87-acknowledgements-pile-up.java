/// id: Z4-87
/// title: an acknowledgement is sent whether there is room or not
/// invariant: BOUND
/// exercise: 4.15
/// seen: own
/// target: dev.cairn.rpc.grpc.PeerStream#acknowledge
/// killer: dev.cairn.rpc.grpc.PeerStreamTest#without_room_for_an_acknowledgement_no_message_is_asked_for
///
/// It is only a number. But a peer that sends and never reads makes this node keep them all, each with its frame, in the queue of
/// the stream.
class PeerStream {
    private void acknowledge() {
        if (owesAcknowledgement && !isRefused) {
            owesAcknowledgement = false;
            acks.onNext(taken);
            acks.request(1);
        }
    }
}
