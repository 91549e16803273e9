/// id: Z4-85
/// title: more messages are acknowledged than were sent
/// invariant: BOUND
/// exercise: 4.15
/// seen: own
/// target: dev.cairn.rpc.grpc.SendWindow#acknowledge
/// killer: dev.cairn.rpc.grpc.SendWindowTest#what_cannot_be_acknowledged_changes_nothing
///
/// The peer says so, and it should know. A peer that counts wrong, or was started anew in the middle, opens the window for ever.
class SendWindow {
    boolean acknowledge(long count) {
        while (acknowledged < count && !underWay.isEmpty()) {
            underWayBytes -= underWay.remove();
            acknowledged++;
        }
        acknowledged = count;
        return true;
    }
}
