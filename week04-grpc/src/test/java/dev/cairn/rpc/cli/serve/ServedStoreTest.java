package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.MemoryStore;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A served store goes down although something takes long, so that the store behind can be closed.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class ServedStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ServerOptions SHORT = ServerOptions.defaults().withDrainGrace(Duration.ofMillis(20));

    private final Compacting store = new Compacting();

    @Test
    @SuppressWarnings("try") // It is closed in the middle, which is what is tested.
    void a_compaction_that_does_not_end_is_left_to_the_store_that_is_closed_after_it() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServedStore served =
                        ServedStore.open(store, SHORT, ServiceOptions.defaults(), NodeLog.none(), Duration.ofDays(1));
                GrpcWire wire = GrpcWire.to(List.of(served.address()), ChannelOptions.defaults(threads))) {
            CompletableFuture<Reply> compact = wire.send(new Request.Compact(KeyRange.all()), PATIENCE);
            store.begun.join();
            served.close();
            assertThat(store.ended).as("the end of the compaction").isNotDone();
            assertThat(compact).succeedsWithin(PATIENCE).isInstanceOf(Reply.Failure.class);
        } finally {
            store.close();
        }
        assertThat(store.ended).succeedsWithin(PATIENCE);
    }

    /// A store in memory whose compaction ends when it is closed. Thread-safe.
    private static final class Compacting implements WritableStore {
        private final MemoryStore store = new MemoryStore();
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public Report compact(KeyRange range) {
            begun.complete(null);
            closed.join();
            ended.complete(null);
            return new Report();
        }

        @Override
        public KeyValueStore store() {
            return store;
        }

        @Override
        public StoreCore core() {
            return store;
        }

        @Override
        public List<Engine.Operation> operations() {
            return List.of(new Engine.Operation("compact", "Takes long."));
        }

        @Override
        public Report perform(String operation) {
            return new Report();
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public Report stats() {
            return new Report();
        }

        @Override
        public void close() {
            closed.complete(null);
            store.close();
        }
    }
}
