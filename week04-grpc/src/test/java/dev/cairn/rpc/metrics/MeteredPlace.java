package dev.cairn.rpc.metrics;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A node in a simulated world, without its doors: an engine, a service, and the metrics of both.
///
/// Confined to one thread.
final class MeteredPlace implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World(1);
    private final NodeMetrics metrics = new NodeMetrics(world.clock());
    private final KeyValueStore store;
    private final StoreService service;

    private <S extends KeyValueStore & StoreCore> MeteredPlace(Function<World, S> opener) {
        S opened = opener.apply(world);
        RequestLog log = RequestLog.to(NodeLog.none(), world.clock(), SECOND, metrics.requests());
        this.store = opened;
        this.service = StoreService.open(
                metrics.counted(opened),
                Operations.none(),
                ServiceOptions.defaults(),
                world.clock(),
                world.env().background(),
                world.stream("names"),
                log);
        metrics.watch(service);
        metrics.watchConnections(() -> 2);
    }

    static MeteredPlace ofLsm(LsmOptions options) {
        return new MeteredPlace(world -> LsmStore.open(SimFileSystem.empty().disk("db"), options, world.env()));
    }

    static MeteredPlace ofMap() {
        return new MeteredPlace(
                world -> LoggedMapStore.open(SimFileSystem.empty().disk("db"), LoggedMapOptions.DEFAULT, world.env()));
    }

    NodeMetrics metrics() {
        return metrics;
    }

    StoreService service() {
        return service;
    }

    LsmStore lsm() {
        return (LsmStore) store;
    }

    World world() {
        return world;
    }

    /// The answer to a request.
    Reply ask(Request request) {
        return await(service.handle(request, SECOND));
    }

    void put(String... keys) {
        WriteBatch.Builder batch = WriteBatch.builder();
        for (String key : keys) {
            batch.put(utf8(key), utf8("a value of " + key));
        }
        ask(new Request.Write(batch.build(), Optional.empty()));
    }

    void delete(String key) {
        ask(new Request.Write(WriteBatch.builder().delete(utf8(key)).build(), Optional.empty()));
    }

    void get(String key) {
        ask(new Request.Get(utf8(key), OptionalLong.empty()));
    }

    /// Writes what is in memory to a table, and lets the merges that come of it end.
    void flush() {
        await(lsm().submitFlush());
        settle();
    }

    /// Lets what is under way end.
    void settle() {
        world.advance(Duration.ofMillis(100));
    }

    <T> T await(CompletableFuture<T> outcome) {
        while (!outcome.isDone() && world.runOne()) {
            // The next event.
        }
        return outcome.join();
    }

    /// What a scrape says now, in the format that who asks has no wish about.
    Scrape scrape() {
        return Scrape.parse(scraped(Map.of()).body().toUtf8());
    }

    /// The answer to a scrape with these headers.
    WebAnswer.Whole scraped(Map<String, String> headers) {
        WebRequest request =
                new WebRequest(WebMethod.GET, "/metrics", Map.of(), Map.of(), headers, Bytes.EMPTY, "127.0.0.1:1");
        try {
            return (WebAnswer.Whole) metrics.route().handler().answer(request);
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }

    /// Closes the store, and not yet the metrics.
    void closeStore() {
        store.close();
    }

    @Override
    public void close() {
        service.close();
        metrics.close();
    }
}
