/// id: Z4-77
/// title: a scan that fails does not give its rows back
/// invariant: BOUND
/// exercise: 4.13
/// seen: own
/// target: dev.cairn.rpc.grpc.ScanPump#sendWhileReady
/// killer: dev.cairn.rpc.grpc.ScanPumpTest#a_failure_ends_the_call_with_what_the_rows_say_of_it
///
/// The call ends with an error, and nobody thinks of the cursor: it holds its snapshot, and with it tables that were merged long
/// ago. Each failure keeps a little more of the disk.
class ScanPump {
    void sendWhileReady() {
        try {
            while (!isOver && !call.isCancelled() && call.isReady()) {
                RowChunk chunk = rows.next();
                call.onNext(chunk);
                if (chunk.isLast()) {
                    stop();
                    call.onCompleted();
                }
            }
        } catch (StoreException e) {
            isOver = true;
            call.onError(StatusTable.toStatus(rows.problemOf(e)));
        }
    }
}
