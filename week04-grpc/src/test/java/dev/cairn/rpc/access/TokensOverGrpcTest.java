package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tokens at a server that listens, and at one in the same process.
@Tag("4.18")
class TokensOverGrpcTest {
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
    private static final Request PUT = new Request.Write(
            WriteBatch.builder().put(Bytes.utf8("k"), Bytes.utf8("v")).build(), Optional.empty());

    private final Made made = Made.by(5);
    private final GuardedServer server = new GuardedServer(Guard.none().withAccess(made.now()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("4.22")
    void each_token_does_what_its_scope_allows_and_no_more() {
        assertThat(server.ask(showing(made.reader()), GET)).isEqualTo(new Reply.Value(Optional.empty()));
        assertThat(server.ask(showing(made.writer()), PUT)).isEqualTo(new Reply.Done());
        refuses(showing(made.reader()), PUT, Reason.FORBIDDEN, "the token \"reader\" may only read");
        refuses(showing(made.writer()), new Request.Flush(), Reason.FORBIDDEN, "\"writer\" may only write");
        assertThat(problem(server.ask(showing(made.admin()), new Request.Flush()))
                        .reason())
                .as("a store in memory has nothing to flush, but the admin may ask")
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    @Tag("4.22")
    void none_a_wrong_one_and_one_that_has_expired() {
        refuses(ClientAccess.plain(), GET, Reason.UNAUTHENTICATED, "no token came");
        Token wrong = Token.random(new SplittableRandom(77));
        refuses(showing(wrong), GET, Reason.UNAUTHENTICATED, "does not know the token");
        refuses(showing(made.gone()), GET, Reason.UNAUTHENTICATED, "\"gone\" has expired");
        assertThat(server.store().get(Bytes.utf8("k"))).isEmpty();
    }

    @Test
    @Tag("4.22")
    void a_stream_is_refused_as_a_call_is() {
        ScanQuestion all = new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
        for (ClientAccess access : List.of(ClientAccess.plain(), showing(made.gone()))) {
            try (GrpcWire wire = server.wire(access);
                    var rows = wire.scan(all, GuardedServer.PATIENCE)) {
                assertThatThrownBy(rows::next)
                        .isInstanceOf(StoreException.Refused.class)
                        .hasMessageContaining("token");
            }
        }
        try (GrpcWire wire = server.wire(showing(made.reader()));
                var rows = wire.scan(all, GuardedServer.PATIENCE)) {
            assertThat(rows.next().isLast()).isTrue();
        }
    }

    @Test
    @Tag("4.22")
    void a_remote_store_says_it_at_once_and_does_not_try_again() {
        try (Env env = Env.real(1);
                RemoteStore store = RemoteStore.open(server.wire(showing(made.reader())), RemoteOptions.DEFAULT, env)) {
            assertThat(store.get(Bytes.utf8("k"))).isEmpty();
            assertThatThrownBy(() -> store.put(Bytes.utf8("k"), Bytes.utf8("v")))
                    .isInstanceOf(StoreException.Refused.class)
                    .hasMessageContaining("the token \"reader\" may only read");
        }
    }

    @Test
    void health_asks_nobody() {
        var channel =
                dev.cairn.rpc.grpc.ChannelOptions.defaults(server.threads()).open(server.address());
        try {
            assertThat(HealthGrpc.newBlockingStub(channel)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void in_the_same_process_it_is_the_same() {
        try (Env env = Env.real(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                StoreService service = StoreService.open(
                        new MemoryStore(),
                        Operations.none(),
                        ServiceOptions.defaults(),
                        env.clock(),
                        env.background(),
                        env.random());
                StoreServer _ = StoreServer.inProcess(
                        "guarded",
                        service,
                        List.of(),
                        ServerOptions.defaults().guardedBy(Guard.none().withAccess(made.now())),
                        threads);
                GrpcWire without = inProcess(Optional.empty(), threads);
                GrpcWire with = inProcess(Optional.of(made.writer()), threads)) {
            assertThat(problem(without.send(PUT, GuardedServer.PATIENCE).join()).reason())
                    .isEqualTo(Reason.UNAUTHENTICATED);
            assertThat(with.send(PUT, GuardedServer.PATIENCE).join()).isEqualTo(new Reply.Done());
        }
    }

    private static GrpcWire inProcess(Optional<Token> token, ExecutorService threads) {
        InProcessChannelBuilder builder =
                InProcessChannelBuilder.forName("guarded").executor(threads);
        token.ifPresent(secret -> builder.intercept(ClientAccess.showing(secret)));
        return GrpcWire.over(List.of(builder.build()));
    }

    private void refuses(ClientAccess access, Request request, Reason reason, String message) {
        Problem problem = problem(server.ask(access, request));
        assertThat(problem.reason()).as(problem.message()).isEqualTo(reason);
        assertThat(problem.message()).contains(message);
    }

    private static Problem problem(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Failure.class);
        return ((Reply.Failure) reply).problem();
    }

    private static ClientAccess showing(Token token) {
        return ClientAccess.plain().withToken(token);
    }
}
