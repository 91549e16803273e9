/// id: Z4-04
/// title: a scan sends whether there is room or not
/// invariant: BOUND
/// exercise: 4.13
/// seen: grpc-java 7584, 2247, 2424
/// target: dev.cairn.rpc.grpc.ScanPump#sendWhileReady
/// killer: dev.cairn.rpc.grpc.ScanPumpTest#sends_as_long_as_there_is_room_and_goes_on_when_there_is_some_again
///
/// A call takes whatever it is given, and keeps in memory what does not go onto the wire. One slow reader of a large range, and
/// the server has no memory left; with a fast reader, as in every test, it is the same as the right way.
class ScanPump {
    void sendWhileReady() {
        try {
            while (!isOver && !call.isCancelled()) {
                RowChunk chunk = rows.next();
                call.onNext(chunk);
                if (chunk.isLast()) {
                    stop();
                    call.onCompleted();
                }
            }
        } catch (StoreException e) {
            stop();
            call.onError(StatusTable.toStatus(rows.problemOf(e)));
        } catch (RuntimeException | Error bug) {
            stop();
            throw bug;
        }
    }
}
