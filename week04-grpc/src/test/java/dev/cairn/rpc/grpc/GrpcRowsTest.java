package dev.cairn.rpc.grpc;

import static dev.cairn.rpc.grpc.Serving.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scans through a real server: as fast as the reader, and freed whatever happens.
@Tag("4.13")
class GrpcRowsTest {
    private static final ScanQuestion ALL = new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Bytes VALUE = Bytes.wrap(new byte[CHUNK_BYTES]);

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void all_rows_arrive_in_their_order_and_the_last_chunk_says_so(Serving.Way way) {
        Counted rows = new Counted(number -> chunk(number, number == 9));
        try (Serving serving = Serving.rows(way, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            List<Row> seen = all(scan);
            assertThat(seen).isEqualTo(keysUpTo(10));
            Serving.await(() -> rows.closes.get() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void where_a_scan_goes_on_after_its_limit_arrives_with_the_last_chunk(Serving.Way way) {
        RowChunk last = new RowChunk(keysUpTo(1), true, Optional.of(Bytes.EMPTY));
        try (Serving serving = Serving.rows(way, _ -> new Counted(_ -> last));
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            assertThat(scan.next()).isEqualTo(last);
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void a_failure_comes_behind_the_rows_before_it_and_frees_the_cursor(Serving.Way way) {
        Counted rows = new Counted(number -> {
            if (number == 1) {
                throw new StoreException.Closed("the store");
            }
            return chunk(number, false);
        });
        try (Serving serving = Serving.rows(way, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            assertThat(scan.next().rows()).isEqualTo(keysUpTo(1));
            assertThatThrownBy(scan::next)
                    .isInstanceOf(StoreException.Closed.class)
                    .hasMessage(Counted.WHY.toException().getMessage());
        }
        assertThat(rows.closes).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void a_bug_frees_the_cursor_and_the_reader_learns_that_there_are_no_more_rows(Serving.Way way) {
        Counted rows = new Counted(_ -> {
            throw new IllegalStateException("a bug");
        });
        try (Serving serving = Serving.rows(way, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            assertThatThrownBy(scan::next).isInstanceOf(StoreException.Unavailable.class);
            Serving.await(() -> rows.closes.get() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void a_reader_that_goes_away_frees_the_cursor(Serving.Way way) {
        Counted rows = new Counted(number -> chunk(number, false));
        try (Serving serving = Serving.rows(way, _ -> rows)) {
            RowStream scan = serving.wire().scan(ALL, PATIENCE);
            scan.next();
            scan.close();
            scan.close();
            Serving.await(() -> rows.closes.get() == 1);
            assertThatThrownBy(scan::next).isInstanceOf(StoreException.Unavailable.class);
        }
        assertThat(rows.closes).hasValue(1);
    }

    @Test
    void a_connection_that_breaks_frees_the_cursor() {
        Counted rows = new Counted(number -> chunk(number, false));
        try (Serving serving = Serving.rows(Serving.Way.LOOPBACK, _ -> rows)) {
            RowStream scan = serving.wire().scan(ALL, PATIENCE);
            scan.next();
            serving.channel().shutdownNow();
            Serving.await(() -> rows.closes.get() == 1);
            assertThatThrownBy(() -> all(scan)).isInstanceOf(StoreException.Unavailable.class);
        }
    }

    @Test
    void a_server_that_is_killed_in_the_middle_leaves_a_scan_that_can_be_opened_again() {
        Counted rows = new Counted(number -> chunk(number, false));
        try (Serving serving = Serving.rows(Serving.Way.LOOPBACK, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            scan.next();
            serving.kill();
            assertThatThrownBy(() -> all(scan)).isInstanceOf(StoreException.Unavailable.class);
            Serving.await(() -> rows.closes.get() == 1);
        }
    }

    @Test
    void a_chunk_is_waited_for_as_long_as_there_is_patience() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Counted rows = new Counted(_ -> {
            awaitLatch(mayGoOn);
            return chunk(0, false);
        });
        try (Serving serving = Serving.rows(Serving.Way.LOOPBACK, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, Duration.ofMillis(20))) {
            Serving.await(() -> rows.handedOut.get() == 1);
            assertThatThrownBy(scan::next)
                    .isInstanceOf(StoreException.Unavailable.class)
                    .hasMessageContaining("20 ms");
            mayGoOn.countDown();
            Serving.await(() -> rows.closes.get() == 1);
        }
    }

    @Test
    void an_interrupt_ends_no_wait_and_is_kept() {
        Counted rows = new Counted(number -> chunk(number, number == 9));
        try (Serving serving = Serving.rows(Serving.Way.LOOPBACK, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            Thread.currentThread().interrupt();
            assertThat(all(scan)).isEqualTo(keysUpTo(10));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_slow_reader_of_200_mib_has_never_more_than_4_mib_on_the_way() {
        int chunks = 200 * 1024 * 1024 / CHUNK_BYTES;
        int onTheWayMax = 4 * 1024 * 1024 / CHUNK_BYTES;
        RowChunk chunk = new RowChunk(List.of(new Row(Bytes.EMPTY, VALUE)), false, Optional.empty());
        Counted rows = new Counted(number -> number < chunks ? chunk : new RowChunk(List.of(), true, Optional.empty()));
        try (Serving serving = Serving.rows(Serving.Way.LOOPBACK, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            int most = 0;
            for (int taken = 0; taken < chunks; taken++) {
                if (taken % 400 == 0) {
                    awaitStandstill(rows.handedOut);
                }
                most = Math.max(most, rows.handedOut.get() - taken);
                assertThat(scan.next().rows()).hasSize(1);
            }
            assertThat(most)
                    .as("chunks on their way to a reader that stands still")
                    .isBetween(2, onTheWayMax);
            assertThat(scan.next().isLast()).isTrue();
        }
    }

    @Test
    void rows_without_bytes_do_not_wait_without_end_either() {
        RowChunk chunk =
                new RowChunk(Collections.nCopies(1_000, new Row(Bytes.EMPTY, Bytes.EMPTY)), false, Optional.empty());
        Counted rows = new Counted(_ -> chunk);
        try (Serving serving = Serving.rows(Serving.Way.IN_PROCESS, _ -> rows);
                RowStream scan = serving.wire().scan(ALL, PATIENCE)) {
            assertThat(scan.next().rows()).hasSize(1_000);
            awaitStandstill(rows.handedOut);
            assertThat(rows.handedOut.get())
                    .as("chunks of 64,000 bytes that a reader who stands still was sent")
                    .isBetween(5, 10);
        }
    }

    /// Gives the server time to send what it would send to a reader that stands still.
    private static void awaitStandstill(AtomicInteger count) {
        int before = -1;
        while (count.get() != before) {
            before = count.get();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<Row> all(RowStream scan) {
        List<Row> rows = new ArrayList<>();
        RowChunk chunk = scan.next();
        while (!chunk.isLast()) {
            rows.addAll(chunk.rows());
            chunk = scan.next();
        }
        rows.addAll(chunk.rows());
        return rows;
    }

    private static RowChunk chunk(int number, boolean isLast) {
        return new RowChunk(List.of(row(number)), isLast, Optional.empty());
    }

    private static List<Row> keysUpTo(int count) {
        List<Row> rows = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            rows.add(row(number));
        }
        return rows;
    }

    private static Row row(int number) {
        return new Row(Bytes.utf8("key " + number), Bytes.EMPTY);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Rows that a test makes, counted.
    private static final class Counted implements ServedRows {
        static final Problem WHY = new Problem(Reason.SNAPSHOT_UNKNOWN, "the snapshot 7 is gone", Optional.empty());

        private final IntFunction<RowChunk> chunks;
        private final AtomicInteger handedOut = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();

        Counted(IntFunction<RowChunk> chunks) {
            this.chunks = chunks;
        }

        @Override
        public RowChunk next() {
            return chunks.apply(handedOut.getAndIncrement());
        }

        @Override
        public Problem problemOf(StoreException failure) {
            return WHY;
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
