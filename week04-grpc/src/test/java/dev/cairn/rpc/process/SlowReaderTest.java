package dev.cairn.rpc.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.process.ServedStore.Door;
import dev.cairn.rpc.server.ServiceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A reader that takes rows slowly costs the server no more memory than a fast one: what was not taken
/// was not made.
///
/// The server has a heap of 32 MiB, so that a scan needs less than that, however many rows there are; and
/// what it has made is never far ahead of what was taken. Bytes are counted, not time.
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
final class SlowReaderTest {
    private static final List<String> SMALL =
            List.of("-Xmx32m", "-XX:MaxDirectMemorySize=32m", "-XX:+ExitOnOutOfMemoryError");
    private static final int VALUE_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STALLS = 8;
    private static final int LOOKS = 20;

    /// What may be on its way: the connection's windows and buffers, and what waits at the client.
    private static final long AHEAD_BYTES_MAX = 4 << 20;

    @TempDir
    private Path home;

    @Test
    void sixty_four_mib_to_a_slow_reader_need_no_memory() throws Exception {
        scanSlowly(64 << 20);
    }

    /// A reader that looks up each row that it meets asks by the same connection as it reads.
    @Test
    void a_scan_that_waits_for_its_reader_keeps_no_other_call_waiting() {
        MadeRows rows = new MadeRows(1_024, VALUE_BYTES);
        try (ServedStore<MadeRows> served =
                        ServedStore.open(_ -> rows, MadeRows::figures, ServiceOptions.defaults(), Door.loopback(0));
                StoreWire wire = ServedStore.wire(served.address());
                RowStream waiting = wire.scan(all(), PATIENCE)) {
            while (madeRows(wire) * VALUE_BYTES < ChannelOptions.STREAM_WINDOW_BYTES) {
                Thread.onSpinWait();
            }
            try (RowStream other = wire.scan(all(), PATIENCE)) {
                for (int taken = 0; taken < 64; taken = checked(other.next(), taken)) {
                    assertThat(madeRows(wire)).isGreaterThan(taken);
                }
            }
            assertThat(checked(waiting.next(), 0)).isPositive();
        }
    }

    @Test
    @Tag("full")
    void one_gib_to_a_slow_reader_needs_at_most_thirty_two_mib_of_heap() throws Exception {
        scanSlowly(1 << 30);
    }

    private void scanSlowly(int bytes) throws Exception {
        int rows = bytes / VALUE_BYTES;
        try (ServerProcess server = ServerProcess.start(home, MadeRowsMain.class, SMALL, rows, VALUE_BYTES);
                StoreWire reading = ServedStore.wire(server.address());
                StoreWire asking = ServedStore.wire(server.address());
                RowStream stream = reading.scan(all(), PATIENCE)) {
            int taken = 0;
            boolean isLast = false;
            while (!isLast) {
                RowChunk chunk = stream.next();
                isLast = chunk.isLast();
                taken = checked(chunk, taken);
                if (taken % (rows / STALLS) == 1) {
                    nothingIsMadeAhead(asking, taken);
                }
            }
            assertThat(taken).isEqualTo(rows);
            assertThat(madeRows(asking)).isEqualTo(rows);
        }
    }

    private static int checked(RowChunk chunk, int before) {
        int taken = before;
        for (Row row : chunk.rows()) {
            assertThat(row.key()).isEqualTo(MadeRows.key(taken));
            assertThat(row.value().equals(MadeRows.value(taken, VALUE_BYTES)))
                    .as("the value of row %s", taken)
                    .isTrue();
            taken++;
        }
        return taken;
    }

    /// While nothing is taken, the server goes on for a bounded number of bytes.
    private static void nothingIsMadeAhead(StoreWire asking, int taken) {
        for (int look = 0; look < LOOKS; look++) {
            assertThat((madeRows(asking) - taken) * VALUE_BYTES).isLessThanOrEqualTo(AHEAD_BYTES_MAX);
        }
    }

    private static long madeRows(StoreWire asking) {
        Reply reply = asking.send(new Request.Stats(), PATIENCE).join();
        assertThat(reply).isInstanceOf(Reply.Figures.class);
        Report report = ((Reply.Figures) reply).report();
        return ((Report.Finding.Count) Objects.requireNonNull(report.findings().get(MadeRows.MADE_ROWS))).count();
    }

    private static ScanQuestion all() {
        return new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
    }
}
