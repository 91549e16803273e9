package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import dev.cairn.web.Router;
import dev.cairn.web.UrlText;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebChunks;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A node's routes over a store in memory, asked without a network.
///
/// Confined to one thread.
final class RestNode implements Operations {
    private final MemoryStore store = new MemoryStore();
    private final List<String> operations = new ArrayList<>();
    private final StoreService service;
    private final Router router;

    /// What a client has got: a stream as a whole.
    record Got(int status, Map<String, String> headers, Bytes body) {
        String text() {
            return body.toUtf8();
        }
    }

    RestNode() {
        this(ServiceOptions.defaults());
    }

    RestNode(ServiceOptions limits) {
        World world = new World(1);
        service = StoreService.open(
                store, this, limits, world.clock(), world.env().background(), new SplittableRandom(1));
        router = Router.of(StoreRoutes.of(service, world.clock()));
    }

    /// A request without anything but its path.
    static WebRequest request(String path) {
        return new WebRequest(WebMethod.GET, path, Map.of(), Map.of(), Map.of(), Bytes.EMPTY, "127.0.0.1:40312");
    }

    MemoryStore store() {
        return store;
    }

    StoreService service() {
        return service;
    }

    /// What an operator has asked for.
    List<String> operations() {
        return operations;
    }

    /// Puts rows of text: key, value, key, value.
    RestNode with(String... rows) {
        for (int i = 0; i < rows.length; i += 2) {
            store.put(Bytes.utf8(rows[i]), Bytes.utf8(rows[i + 1]));
        }
        return this;
    }

    Got get(String url) {
        return ask(WebMethod.GET, url, Bytes.EMPTY);
    }

    Got delete(String url) {
        return ask(WebMethod.DELETE, url, Bytes.EMPTY);
    }

    Got post(String url, String body) {
        return ask(WebMethod.POST, url, Bytes.utf8(body));
    }

    Got ask(WebMethod method, String url, Bytes body) {
        return ask(method, url, Map.of(), body);
    }

    /// As a server does: the route that is meant, its answer, an error as an answer.
    Got ask(WebMethod method, String url, Map<String, String> headers, Bytes body) {
        String[] parts = url.split("\\?", 2);
        try {
            return switch (router.match(method, parts[0])) {
                case Router.Match.Found(var route, var variables) -> {
                    Map<String, Bytes> parameters = parts.length == 1 ? Map.of() : UrlText.parameters(parts[1]);
                    WebRequest request =
                            new WebRequest(method, parts[0], variables, parameters, headers, body, "127.0.0.1:40312");
                    yield got(route.handler().answer(request));
                }
                case Router.Match.NoPath none -> throw none.failure(parts[0]);
                case Router.Match.OtherMethod other -> throw other.failure(method.name(), parts[0]);
            };
        } catch (WebFailure failure) {
            return got(failure.answer());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    @Override
    public Report stats() {
        Report level = new Report().with("level", 0).with("tables", 2);
        return new Report()
                .with("rows", 3)
                .with("memory", new Report().with("bytes", 40))
                .with("levels", List.of(level));
    }

    @Override
    public Report flush() {
        operations.add("flush");
        return new Report();
    }

    @Override
    public Report compact(KeyRange range) {
        operations.add("compact " + (range.equals(KeyRange.all()) ? "all" : range));
        return new Report();
    }

    private static Got got(WebAnswer answer) {
        return switch (answer) {
            case WebAnswer.Whole(int status, var headers, Bytes body) -> new Got(status, headers, body);
            case WebAnswer.Stream(int status, var headers, WebChunks chunks) ->
                new Got(status, headers, joined(pieces(chunks)));
        };
    }

    /// All pieces, to the end.
    static List<Bytes> pieces(WebChunks chunks) {
        List<Bytes> pieces = new ArrayList<>();
        try (chunks) {
            Optional<Bytes> piece = chunks.next();
            while (piece.isPresent()) {
                pieces.add(piece.get());
                piece = chunks.next();
            }
            return pieces;
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    static Bytes joined(List<Bytes> pieces) {
        ByteWriter all = new ByteWriter();
        pieces.forEach(all::raw);
        return all.toBytes();
    }
}
