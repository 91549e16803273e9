/// id: Z4-84
/// title: a message that is larger than the window is never sent
/// invariant: LIVE
/// exercise: 4.15
/// seen: own
/// target: dev.cairn.rpc.grpc.SendWindow#tryTake
/// killer: dev.cairn.rpc.grpc.SendWindowTest#a_message_larger_than_the_window_goes_alone
///
/// It does not fit, so it has to wait for room. However much room there is, it never fits: the sender tries for ever, and what it has
/// to say to this peer stays unsaid.
class SendWindow {
    boolean tryTake(int bytes) {
        long cost = (long) bytes + MESSAGE_OVERHEAD_BYTES;
        if (underWayBytes + cost > bytesMax) {
            return false;
        }
        underWay.add(cost);
        underWayBytes += cost;
        return true;
    }
}
