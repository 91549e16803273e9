package dev.cairn.rpc.grpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.workbook.Exercise;
import io.grpc.stub.ServerCallStreamObserver;

/// Sends the rows of one scan as fast as the client takes them, and no faster.
///
/// ```
///   the client takes ──▶ there is room ──▶ sendWhileReady: chunk, chunk, … until there is none
///                             ▲                                      │
///                             └───────────── (returns) ◀─────────────┘
/// ```
///
/// Nobody waits here: without room the pump returns, and gRPC calls it again when there is some. So a slow
/// reader costs the server one cursor and what the connection's window holds, not a thread and not the rest
/// of the rows.
///
/// However the scan ends (the last row, a failure, a client that cancels, a connection that breaks), the
/// rows are closed exactly once.
///
/// gRPC never makes two of these calls at the same time.
final class ScanPump {
    private final ServedRows rows;
    private final ServerCallStreamObserver<RowChunk> call;
    private boolean isOver;

    ScanPump(ServedRows rows, ServerCallStreamObserver<RowChunk> call) {
        this.rows = rows;
        this.call = call;
    }

    /// Takes chunks from the rows and gives them to the call, one after the other, for as long as the call
    /// is ready ([ServerCallStreamObserver#isReady]), is not cancelled, and the scan is not over. Readiness
    /// is asked before each chunk, not once: the call buffers without limit what it is given when it is not
    /// ready.
    ///
    /// With the last chunk ([RowChunk#isLast]) the rows are closed and the call is completed. If the rows
    /// throw a [StoreException], they are closed and the call ends with the status of what the rows say of
    /// it ([ServedRows#problemOf], [StatusTable#toStatus]). If they throw anything else, which is a bug,
    /// they are closed all the same before it goes on its way. A call of this after the end does nothing.
    @Exercise("4.13")
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
            stop();
            call.onError(StatusTable.toStatus(rows.problemOf(e)));
        } catch (RuntimeException | Error bug) {
            stop();
            throw bug;
        }
    }

    /// Gives the rows back, if that was not done before. The scan is over then.
    @Exercise("4.13")
    void stop() {
        if (!isOver) {
            isOver = true;
            rows.close();
        }
    }
}
