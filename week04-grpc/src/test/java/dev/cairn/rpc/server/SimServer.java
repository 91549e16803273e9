package dev.cairn.rpc.server;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.SizeLimits;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// A server on a simulated disk, in a world of one thread. Confined to one thread.
final class SimServer implements AutoCloseable {
    /// Of a session that nobody uses.
    static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world;
    private final Env env;
    private final KeyValueStore store;
    private final StoreService service;

    private SimServer(World world, Env env, Engine.Opened opened) {
        this.world = world;
        this.env = env;
        this.store = opened.store();
        this.service = opened.service();
    }

    /// A process that starts on what `files` hold.
    static SimServer start(Engine engine, SimFileSystem files, long seed) {
        World world = new World(seed, Trace.off());
        Env env = world.env();
        ServiceOptions options = ServiceOptions.defaults().withSessions(100, 4, TIME_TO_LIVE);
        return new SimServer(world, env, engine.open(files.disk("db"), env, options, new SplittableRandom(seed)));
    }

    /// One whose store takes nothing larger from users, on an empty disk.
    static SimServer limited(SizeLimits limits, ServiceOptions options) {
        World world = new World(1, Trace.off());
        Env env = world.env();
        Disk disk = SimFileSystem.empty().disk("db");
        LsmStore store = LsmStore.open(disk, LsmOptions.balanced().withLimits(limits), env);
        RandomGenerator random = new SplittableRandom(1);
        StoreService service =
                StoreService.open(store, Operations.none(), options, env.clock(), env.background(), random);
        return new SimServer(world, env, new Engine.Opened(store, service));
    }

    World world() {
        return world;
    }

    /// The answer, once the world has gone on long enough.
    Reply ask(Request request) {
        return await(begin(request));
    }

    CompletableFuture<Reply> begin(Request request) {
        return service.handle(request, MINUTE);
    }

    Reply await(CompletableFuture<Reply> answer) {
        while (!answer.isDone()) {
            if (!world.runOne()) {
                throw new AssertionError("no answer, and nothing is left to happen");
            }
        }
        return answer.resultNow();
    }

    SessionId session() {
        return ((Reply.SessionOpened) ask(new Request.OpenSession())).session();
    }

    /// What a client sees.
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (ServedRows scan = service.scan(Asked.ALL_ROWS)) {
            for (var chunk = scan.next(); ; chunk = scan.next()) {
                rows.addAll(chunk.rows());
                if (chunk.isLast()) {
                    return rows;
                }
            }
        }
    }

    /// The process dies: nothing that it has begun goes on.
    void kill() {
        env.close();
    }

    /// The server goes down in good order, when nothing is under way.
    @Override
    public void close() {
        service.close();
        store.close();
        env.close();
    }
}
