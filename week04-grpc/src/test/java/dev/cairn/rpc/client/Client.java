package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A client and its server in a world of their own.
///
/// Confined to the world's thread.
record Client(World world, FakeServer server, RemoteCore core) {
    /// A client whose requests meet these faults.
    static Client meeting(RetryOptions options, int slots, long seed, Function<Request, Fault> faults) {
        World world = new World(seed, Trace.off());
        FakeServer server = new FakeServer(world, faults, slots);
        return new Client(world, server, another(world, server, options));
    }

    /// A client with usual options, whose writes meet these faults one after the other and none afterwards.
    static Client meeting(Fault... faults) {
        Deque<Fault> script = new ArrayDeque<>(Arrays.asList(faults));
        return meeting(
                RetryOptions.DEFAULT,
                4,
                1,
                request -> request.isWrite() && !script.isEmpty() ? script.remove() : Fault.NONE);
    }

    /// Another client of the same server.
    static RemoteCore another(World world, FakeServer server, RetryOptions options) {
        Env env = world.env();
        return RemoteCore.over(server, options, env.clock(), env.background(), env.random());
    }

    /// Writes one row.
    CompletableFuture<Void> put(String key) {
        return core.submitWrite(batch(key));
    }

    /// Writes one row where none was.
    CompletableFuture<Boolean> create(String key) {
        return core.submitCompareAndSet(utf8(key), Optional.empty(), Optional.of(utf8("1")));
    }

    /// Lets so much time pass.
    void pass(Duration time) {
        world.advance(time);
    }

    /// Lets all end that is under way.
    void settle() {
        world.runUntilIdle();
    }

    private static WriteBatch batch(String key) {
        Bytes bytes = utf8(key);
        return WriteBatch.builder().put(bytes, bytes).build();
    }
}
