package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;

/// A remote store, its server and time, on one thread: a wire that answers at once, so that nothing waits.
///
/// No retries, because a pause would wait for the world. Confined to one thread.
final class Remote {
    /// How long the server keeps a snapshot that nobody asks for.
    static final Duration SNAPSHOT_TIME_TO_LIVE = Duration.ofMinutes(1);

    private final World world = new World(1, Trace.off());
    private final MemoryStore below = new MemoryStore();
    private final StoreService service = StoreService.open(
            below,
            new Figures(),
            ServiceOptions.defaults().withSnapshots(100, SNAPSHOT_TIME_TO_LIVE),
            world.clock(),
            world.env().background(),
            world.stream("server"));
    private final FaultyWire wire =
            new FaultyWire(new DirectWire(service), this::isBreaking, StoreException.Failed.told("cannot read"));
    private final RemoteStore store =
            RemoteStore.open(wire, RemoteOptions.DEFAULT.withRetry(RetryOptions.DEFAULT.withBudget(0, 0)), world.env());
    private boolean isBreaking;

    /// Operations that say what was asked.
    private static final class Figures implements Operations {
        @Override
        public Report stats() {
            return new Report().with("asked", "stats");
        }

        @Override
        public Report flush() {
            return new Report().with("asked", "flush");
        }

        @Override
        public Report compact(KeyRange range) {
            return new Report().with("asked", "compact " + range.from().orElseThrow());
        }
    }

    RemoteStore store() {
        return store;
    }

    FaultyWire wire() {
        return wire;
    }

    /// Puts these keys, and scans all.
    Cursor rows(String... keys) {
        for (String key : keys) {
            store.put(utf8(key), utf8("value of " + key));
        }
        return store.scan(KeyRange.all());
    }

    void breakScans(boolean isToBreak) {
        isBreaking = isToBreak;
    }

    /// Has the server forget all snapshots.
    void loseSnapshots() {
        for (long each : wire.snapshots()) {
            var _ = service.handle(new Request.CloseSnapshot(each), Duration.ofSeconds(1));
        }
    }

    /// Whether the server still keeps what it has called so.
    boolean isKept(long snapshot) {
        Reply reply = service.handle(new Request.RenewSnapshot(snapshot), Duration.ofSeconds(1))
                .resultNow();
        return reply instanceof Reply.Done;
    }

    void pass(Duration time) {
        world.advance(time);
    }

    private boolean isBreaking() {
        return isBreaking;
    }
}
