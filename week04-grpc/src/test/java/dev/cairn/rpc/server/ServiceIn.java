package dev.cairn.rpc.server;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.sim.World;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What a [StoreService] in a simulated world is opened with. Unless a test says otherwise, that is the
/// clock and the background of the world, no operations, and nobody who is told of anything.
///
/// Immutable.
///
/// @param random for names, the same in every run
record ServiceIn(Operations operations, Clock clock, Background background, RandomGenerator random, RequestLog log) {
    static ServiceIn of(World world) {
        return new ServiceIn(
                Operations.none(), world.clock(), world.env().background(), new SplittableRandom(1), RequestLog.none());
    }

    /// The same with figures.
    ServiceIn withStats(OnlyStats stats) {
        return new ServiceIn(stats, clock, background, random, log);
    }

    /// The same with another clock.
    ServiceIn withClock(Clock other) {
        return new ServiceIn(operations, other, background, random, log);
    }

    /// The same where no job ever runs.
    ServiceIn withoutJobs() {
        return new ServiceIn(operations, clock, new StillBackground(), random, log);
    }

    /// The same with other names.
    ServiceIn withRandom(RandomGenerator other) {
        return new ServiceIn(operations, clock, background, other, log);
    }

    /// The same with somebody who is told.
    ServiceIn withLog(RequestLog other) {
        return new ServiceIn(operations, clock, background, random, other);
    }

    <S extends KeyValueStore & StoreCore> StoreService open(S store, ServiceOptions options) {
        return StoreService.open(store, operations, options, clock, background, random, log);
    }
}
