/// id: Z4-76
/// title: the reader's end asks for a chunk whenever one has come
/// invariant: BOUND
/// exercise: 4.13
/// seen: own
/// target: dev.cairn.rpc.grpc.GrpcRows#askIfThereIsRoom
/// killer: dev.cairn.rpc.grpc.GrpcRowsTest#a_slow_reader_of_200_mib_has_never_more_than_4_mib_on_the_way
///
/// The server sends only as fast as it is asked, and is asked as fast as it sends. All rows wait in the memory of a client that
/// looks at one of them in a second.
class GrpcRows {
    private void askIfThereIsRoom() {
        lock.lock();
        try {
            if (!isAsked && !isEnded) {
                isAsked = true;
                call.request(1);
            }
        } finally {
            lock.unlock();
        }
    }
}
