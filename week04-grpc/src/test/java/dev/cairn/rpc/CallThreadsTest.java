package dev.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which calls are handed to a thread of their own.
final class CallThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Bytes KEY = Bytes.utf8("k");
    private static final Request GET = new Request.Get(KEY, OptionalLong.empty());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger handedOver = new AtomicInteger();
    private final CompletableFuture<Void> mayFlush = new CompletableFuture<>();
    private final Env env = Env.real(1);
    private final MemoryStore store = new MemoryStore();
    private final StoreService service = StoreService.open(
            store, new Waiting(), ServiceOptions.defaults(), env.clock(), env.background(), env.random());
    private final StoreServer server = StoreServer.open(service, List.of(), ServerOptions.defaults(), task -> {
        handedOver.incrementAndGet();
        threads.execute(task);
    });
    private final GrpcWire wire = GrpcWire.to(List.of(server.address()), ChannelOptions.defaults(threads));

    @AfterEach
    void close_all() {
        mayFlush.complete(null);
        wire.close();
        server.close();
        service.close();
        env.close();
        threads.close();
    }

    @Test
    void calls_of_one_key_stay_on_the_thread_of_their_connection() throws Exception {
        WriteBatch put = WriteBatch.builder().put(KEY, KEY).build();
        WriteBatch delete = WriteBatch.builder().delete(KEY).build();
        reply(new Request.Write(put, Optional.empty()));
        reply(GET);
        reply(new Request.WriteIf(KEY, Optional.of(KEY), put, Optional.empty()));
        reply(new Request.Write(delete, Optional.empty()));

        assertThat(handedOver).hasValue(0);
        reply(new Request.Stats());
        assertThat(handedOver).hasPositiveValue();
    }

    @Test
    void what_takes_long_holds_up_nobody_on_its_connection() throws Exception {
        CompletableFuture<Reply> flush = wire.send(new Request.Flush(), PATIENCE);

        assertThat(reply(GET)).isEqualTo(new Reply.Value(Optional.empty()));
        assertThat(flush).isNotDone();
        mayFlush.complete(null);
        assertThat(flush).succeedsWithin(PATIENCE).isInstanceOf(Reply.Figures.class);
    }

    private Reply reply(Request request) throws Exception {
        return wire.send(request, PATIENCE).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Operations of which a flush takes as long as a test wants.
    private final class Waiting implements Operations {
        @Override
        public Report stats() {
            return new Report();
        }

        @Override
        public Report flush() {
            mayFlush.join();
            return new Report();
        }

        @Override
        public Report compact(KeyRange range) {
            return new Report();
        }
    }
}
