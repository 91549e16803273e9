package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a pump does with a call that has room for a few chunks and then for none.
@Tag("4.13")
class ScanPumpTest {
    private final List<String> seen = new ArrayList<>();
    private Runnable whenClosed = () -> {};

    @Test
    void sends_as_long_as_there_is_room_and_goes_on_when_there_is_some_again() {
        Call call = new Call(2);
        ScanPump pump = new ScanPump(new Rows(5, Optional.empty()), call);
        pump.sendWhileReady();
        assertThat(seen).as("while there is room for two").containsExactly("chunk 0", "chunk 1");
        call.room = 1;
        pump.sendWhileReady();
        assertThat(seen).as("when there is room for one more").containsExactly("chunk 0", "chunk 1", "chunk 2");
        call.room = 10;
        pump.sendWhileReady();
        assertThat(seen).endsWith("chunk 3", "last chunk 4", "closed", "completed");
    }

    @Test
    void after_the_last_chunk_nothing_more_happens() {
        Call call = new Call(10);
        ScanPump pump = new ScanPump(new Rows(1, Optional.empty()), call);
        pump.sendWhileReady();
        pump.sendWhileReady();
        pump.stop();
        assertThat(seen).containsExactly("last chunk 0", "closed", "completed");
    }

    @Test
    void nobody_is_sent_anything_who_has_cancelled() {
        Call call = new Call(10);
        ScanPump pump = new ScanPump(new Rows(5, Optional.empty()), call);
        call.isCancelled = true;
        pump.sendWhileReady();
        assertThat(seen).isEmpty();
        pump.stop();
        pump.stop();
        assertThat(seen).containsExactly("closed");
    }

    @Test
    void a_failure_ends_the_call_with_what_the_rows_say_of_it() {
        ScanPump pump = new ScanPump(new Rows(1, Optional.of(new StoreException.Closed("the store"))), new Call(10));
        pump.sendWhileReady();
        pump.sendWhileReady();
        assertThat(seen).containsExactly("closed", "failed FAILED_PRECONDITION: the snapshot is gone");
    }

    @Test
    void a_bug_closes_the_rows_and_goes_on_its_way() {
        IllegalStateException bug = new IllegalStateException("a bug");
        ScanPump pump = new ScanPump(new Rows(1, Optional.of(bug)), new Call(10));
        assertThatThrownBy(pump::sendWhileReady).isSameAs(bug);
        assertThat(seen).containsExactly("closed");
    }

    @Test
    void an_error_closes_the_rows_too() {
        StackOverflowError error = new StackOverflowError("a bug");
        ScanPump pump = new ScanPump(new Rows(1, Optional.of(error)), new Call(10));
        assertThatThrownBy(pump::sendWhileReady).isSameAs(error);
        assertThat(seen).containsExactly("closed");
    }

    @Test
    void rows_that_cannot_be_closed_are_not_closed_again() {
        whenClosed = () -> {
            throw new IllegalStateException("cannot close");
        };
        ScanPump pump = new ScanPump(new Rows(1, Optional.empty()), new Call(10));
        assertThatThrownBy(pump::stop).isInstanceOf(IllegalStateException.class);
        pump.stop();
        pump.sendWhileReady();
        assertThat(seen).containsExactly("closed");
    }

    /// Chunks of a row each, the last of which says so; or a failure.
    private final class Rows implements ServedRows {
        private final int count;
        private final Optional<Throwable> failure;
        private int handedOut;

        Rows(int count, Optional<Throwable> failure) {
            this.count = count;
            this.failure = failure;
        }

        @Override
        public RowChunk next() {
            switch (failure.orElse(null)) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> {}
            }
            Row row = new Row(Bytes.utf8(Integer.toString(handedOut)), Bytes.EMPTY);
            handedOut++;
            return new RowChunk(List.of(row), handedOut == count, Optional.empty());
        }

        @Override
        public Problem problemOf(StoreException why) {
            return new Problem(Reason.SNAPSHOT_UNKNOWN, "the snapshot is gone", Optional.empty());
        }

        @Override
        public void close() {
            seen.add("closed");
            whenClosed.run();
        }
    }

    /// A call with room for so many chunks.
    private final class Call extends ServerCallStreamObserver<RowChunk> {
        private int room;
        private boolean isCancelled;

        Call(int room) {
            this.room = room;
        }

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }

        @Override
        public void onNext(RowChunk chunk) {
            room--;
            String key = chunk.rows().getFirst().key().toUtf8();
            seen.add((chunk.isLast() ? "last chunk " : "chunk ") + key);
        }

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            seen.add("failed " + status.getCode() + ": " + status.getDescription());
        }

        @Override
        public void onCompleted() {
            seen.add("completed");
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setCompression(String name) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean isOn) {}
    }
}
