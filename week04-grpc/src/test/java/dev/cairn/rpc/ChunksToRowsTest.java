package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How a cursor makes rows of chunks, whatever is in them.
@Tag("4.14")
class ChunksToRowsTest {
    private final World world = new World(1, Trace.off());
    private final Deque<RowChunk> script = new ArrayDeque<>();

    @Test
    void a_chunk_without_rows_is_not_the_end() {
        script.addAll(List.of(chunk(false), chunk(false, "a"), chunk(false), chunk(false), chunk(true, "b", "c")));
        assertThat(walk()).containsExactly("a", "b", "c");
        assertThat(script).isEmpty();
    }

    @Test
    void behind_the_last_chunk_nothing_is_asked_for() {
        script.addAll(List.of(chunk(false, "a"), chunk(true), chunk(true, "not asked for")));
        assertThat(walk()).containsExactly("a");
        assertThat(script).hasSize(1);
    }

    @Test
    void where_a_cursor_stands_nowhere_nothing_lies_ahead() {
        RemoteCursor.Place nowhere = new RemoteCursor.Place.Nowhere(new StoreException.Closed("the snapshot"));
        assertThat(Stream.of(false, true).map(isReverse -> RemoteCursor.ahead(nowhere, KeyRange.all(), isReverse)))
                .containsOnly(Optional.empty());
    }

    private List<String> walk() {
        StoreWire wire = new Scripted();
        RemoteCore core = RemoteCore.over(
                wire,
                RetryOptions.DEFAULT.withBudget(0, 0),
                world.clock(),
                world.env().background(),
                world.env().random());
        SnapshotLease lease =
                SnapshotLease.keep(core, world.env().background(), new Reply.SnapshotOpened(7, Duration.ofMinutes(1)));
        List<String> keys = new ArrayList<>();
        try (Cursor rows = new RemoteCursor(core, wire, lease, KeyRange.all())) {
            while (rows.next()) {
                keys.add(rows.key().toUtf8());
            }
        }
        return keys;
    }

    private static RowChunk chunk(boolean isLast, String... keys) {
        return new RowChunk(
                Stream.of(keys).map(key -> new Row(utf8(key), Bytes.EMPTY)).toList(), isLast, Optional.empty());
    }

    /// A wire whose scans bring the chunks of the script.
    private final class Scripted implements StoreWire {
        @Override
        public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
            return CompletableFuture.completedFuture(new Reply.Done());
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            return new RowStream() {
                @Override
                public RowChunk next() {
                    return script.remove();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
