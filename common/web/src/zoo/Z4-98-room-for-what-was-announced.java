/// id: Z4-98
/// title: a body takes room for all that was announced as soon as its first byte is there
/// invariant: BOUND
/// exercise: 4.20
/// target: dev.cairn.web.server.RequestBody#grow
/// killer: dev.cairn.web.server.RequestBodyTest#a_body_takes_room_for_what_has_come_and_not_for_what_was_announced
///
/// One array of the right length, and never a copy. Sixteen clients that announce 16 MiB and send a single byte have
/// all of the room, and everybody else is told that the node is busy.
class RequestBody {
    private void grow(int needed) {
        int capacity = (int) (announced == RequestHead.UNKNOWN ? Math.min(max, 2L * needed) : announced);
        if (!budget.tryTake(capacity - bytes.length)) {
            throw busy();
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }
}
