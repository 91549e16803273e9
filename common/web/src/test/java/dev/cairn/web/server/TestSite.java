package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.web.Route;
import dev.cairn.web.Router;
import dev.cairn.web.Scope;
import dev.cairn.web.UrlText;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebChunks;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebGate;
import dev.cairn.web.WebHandler;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A server with routes for tests, which writes down what happens to it.
///
/// Thread-safe.
final class TestSite implements AutoCloseable, WebWatch {
    /// What happened, in order: `GET /keys/{key} 200`, `interrupted`, `closed chunks`.
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    final Semaphore refused = new Semaphore(0);
    final Semaphore handshakesFailed = new Semaphore(0);

    /// How many chunks of `/long` were asked for.
    final Semaphore chunksAsked = new Semaphore(0);

    /// What `/wait` waits for.
    final Semaphore permits = new Semaphore(0);

    final WebServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TestSite() {
        this(WebOptions.defaults());
    }

    TestSite(WebOptions options) {
        this(options, WebGate.open());
    }

    TestSite(WebOptions options, WebGate gate) {
        routingIsNeeded();
        bodiesAreNeeded();
        server = WebServer.open(options, routes(), gate, threads, Clock.system(), this);
    }

    /// One whose handlers are run by `executor`, if it does.
    TestSite(Executor executor) {
        routingIsNeeded();
        bodiesAreNeeded();
        server = WebServer.open(WebOptions.defaults(), routes(), WebGate.open(), executor, Clock.system(), this);
    }

    /// Routes are looked for on the server's threads: in an edition where that is not written yet, it is so
    /// known as what the test waits for.
    private static void routingIsNeeded() {
        Route route = route(WebMethod.GET, "/a/{b}", Scope.NONE, _ -> WebAnswer.text(200, ""));
        assertThat(Router.of(List.of(route)).match(WebMethod.GET, "/a/b")).isInstanceOf(Router.Match.Found.class);
        assertThat(UrlText.parameters("a=b")).hasSize(1);
    }

    /// The same for a body, and for the room that it takes.
    private static void bodiesAreNeeded() {
        RequestBody body = new RequestBody(1, 1, new RequestBody.Budget(1));
        body.add(Unpooled.wrappedBuffer(new byte[1]));
        assertThat(body.whole().length()).isEqualTo(1);
        body.release();
    }

    private List<Route> routes() {
        return List.of(
                route(WebMethod.GET, "/", Scope.NONE, _ -> WebAnswer.text(200, "welcome\n")),
                route(WebMethod.GET, "/keys/{key}", Scope.READ, TestSite::echo),
                route(WebMethod.GET, "/keys/search", Scope.READ, TestSite::echo),
                route(WebMethod.PUT, "/keys/{key}", Scope.WRITE, TestSite::echo),
                route(WebMethod.POST, "/echo", Scope.WRITE, request -> WebAnswer.of(200, "x/y", request.body())),
                route(WebMethod.GET, "/wait", Scope.READ, this::waiting),
                route(WebMethod.GET, "/large", Scope.READ, TestSite::large),
                route(WebMethod.GET, "/stream", Scope.READ, request -> stream(new Pieces(3, false))),
                route(WebMethod.GET, "/broken", Scope.READ, request -> stream(new Pieces(3, true))),
                route(WebMethod.GET, "/long", Scope.READ, request -> stream(new Pieces(20_000, false))),
                route(WebMethod.GET, "/silent", Scope.READ, request -> stream(new Silence())),
                route(WebMethod.POST, "/silent", Scope.WRITE, request -> stream(new Silence())),
                route(WebMethod.GET, "/forgets", Scope.READ, this::forgetting),
                route(WebMethod.POST, "/bug", Scope.WRITE, _ -> {
                    throw new IllegalStateException("a secret of ours");
                }),
                route(WebMethod.GET, "/bug", Scope.READ, _ -> {
                    throw new IllegalStateException("a secret of ours");
                }),
                route(
                        WebMethod.GET,
                        "/split",
                        Scope.READ,
                        _ -> new WebAnswer.Whole(200, Map.of("x-a", "b\r\nset-cookie: c"), Bytes.EMPTY)),
                route(WebMethod.GET, "/none", Scope.READ, _ -> new WebAnswer.Whole(204, Map.of(), Bytes.EMPTY)),
                route(WebMethod.GET, "/fails", Scope.READ, _ -> {
                    throw WebFailure.refused("no such thing");
                }));
    }

    private static Route route(WebMethod method, String pattern, Scope scope, WebHandler handler) {
        return new Route(method, pattern, scope, "a route of the tests", handler);
    }

    private static WebAnswer echo(WebRequest request) {
        return WebAnswer.text(
                200,
                request.variables().getOrDefault("key", Bytes.EMPTY) + " "
                        + request.parameter("p").map(Bytes::toString).orElse("-") + " "
                        + request.body().length() + "\n");
    }

    private WebAnswer waiting(WebRequest request) throws InterruptedException {
        events.add("waiting");
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            events.add("interrupted");
            throw e;
        }
        return WebAnswer.text(200, "waited\n");
    }

    /// Has a bug that shows when the client leaves.
    private WebAnswer forgetting(WebRequest request) {
        events.add("waiting");
        permits.acquireUninterruptibly();
        throw new IllegalStateException("a bug of its own");
    }

    private static WebAnswer large(WebRequest request) {
        String bytes = request.parameter("bytes").map(Bytes::toUtf8).orElse("");
        if (!bytes.matches("[0-9]{1,8}")) {
            throw WebFailure.refused("bytes is no number");
        }
        return WebAnswer.of(200, "x/y", Bytes.wrap(new byte[Integer.parseInt(bytes)]));
    }

    private static WebAnswer stream(WebChunks chunks) {
        return new WebAnswer.Stream(200, Map.of("content-type", "x/y", "cache-control", "private"), chunks);
    }

    private final class Pieces implements WebChunks {
        private final Bytes piece = Bytes.utf8("0123456789".repeat(1000));
        private final boolean breaks;
        private int left;

        private Pieces(int count, boolean breaks) {
            this.left = count;
            this.breaks = breaks;
        }

        @Override
        public Optional<Bytes> next() {
            chunksAsked.release();
            if (left == 0 && breaks) {
                throw new IllegalStateException("the rows are gone");
            }
            return left-- == 0 ? Optional.empty() : Optional.of(piece);
        }

        @Override
        public void close() {
            events.add("closed chunks");
        }
    }

    private final class Silence implements WebChunks {
        @Override
        public Optional<Bytes> next() throws InterruptedException {
            events.add("waiting");
            permits.acquire();
            return Optional.empty();
        }

        @Override
        public void close() {
            events.add("closed chunks");
        }
    }

    RawClient client() throws IOException {
        return new RawClient(server.port());
    }

    /// The next thing that happened, or happens within ten seconds.
    String event() throws InterruptedException {
        return Optional.ofNullable(events.poll(10, TimeUnit.SECONDS)).orElse("nothing");
    }

    @Override
    public void answered(String pattern, String method, int status, Duration took) {
        assertThat(took).isBetween(Duration.ZERO, Duration.ofSeconds(20));
        events.add(method + " " + pattern + " " + status);
    }

    @Override
    public void opened() {}

    @Override
    public void closed() {}

    @Override
    public void refused() {
        refused.release();
    }

    @Override
    public void handshakeFailed() {
        handshakesFailed.release();
    }

    @Override
    public void bug(Throwable bug) {
        bugs.add(bug);
    }

    @Override
    public void close() {
        server.close(Duration.ZERO);
        threads.shutdownNow();
        threads.close();
    }
}
