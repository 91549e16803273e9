package dev.cairn.rpc.cli.sim;

import dev.cairn.common.net.NodeId;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.Fault;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// What a seed decides before a run begins.
///
/// At most eight operations are under way at the same time, so that the check of linearizability has
/// little to try. Immutable.
///
/// @param steps how many operations each lane begins at most
/// @param clients how many processes ask
/// @param lanes how many operations each of them has under way at the same time
/// @param keys how many keys they share, besides the counter
record Setup(
        long seed,
        int steps,
        int clients,
        int lanes,
        int keys,
        Engine engine,
        RetryOptions retry,
        ServiceOptions service,
        Troubles troubles) {
    /// How long things go wrong.
    static final Duration SPAN = Duration.ofSeconds(1);

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Duration BACKOFF_MIN = Duration.ofMillis(2);
    private static final Duration BACKOFF_MAX = Duration.ofMillis(20);
    private static final Duration LIFE_SHORT = Duration.ofMillis(200);

    /// What `seed` decides.
    static Setup drawn(long seed, int steps) {
        RandomGenerator random = new World(seed, Trace.off()).stream("setup");
        int clients = 1 + random.nextInt(4);
        List<NodeId> names =
                IntStream.range(0, clients).mapToObj(ClientNode::name).toList();
        Troubles troubles = Troubles.random(random, ServerNode.NAME, names, SPAN);
        return new Setup(
                seed,
                steps,
                clients,
                1 + random.nextInt(2),
                1 + random.nextInt(3),
                engine(random, troubles),
                retry(random),
                service(random),
                troubles);
    }

    /// Acknowledged means durable, unless the machine keeps its power.
    private static Engine engine(RandomGenerator random, Troubles troubles) {
        boolean isMap = random.nextInt(3) != 0;
        boolean isDurable = random.nextBoolean() || troubles.has(Fault.POWER_CUT);
        return new Engine(isMap, isDurable ? SyncPolicy.always() : SyncPolicy.every(BACKOFF_MAX));
    }

    private static RetryOptions retry(RandomGenerator random) {
        return RetryOptions.DEFAULT
                .withDeadline(DEADLINE)
                .withAttempt(Duration.ofMillis(20 + random.nextInt(80)))
                .withBackoff(BACKOFF_MIN, BACKOFF_MAX)
                .withBudget(0.25 * (1 + random.nextInt(4)), random.nextBoolean() ? 0 : 10);
    }

    /// Now and then there are few slots, little room, or sessions that are soon forgotten.
    private static ServiceOptions service(RandomGenerator random) {
        ServiceOptions usual = ServiceOptions.defaults();
        int slots =
                random.nextBoolean() ? 1 + random.nextInt(2) : usual.sessions().slots();
        Duration life = random.nextInt(4) == 0 ? LIFE_SHORT : usual.sessions().timeToLive();
        int requests = random.nextInt(4) == 0 ? 2 : usual.requestsMax();
        return usual.withSessions(usual.sessions().max(), slots, life).withUnderWay(requests, usual.underWayBytesMax());
    }

    /// The same with other troubles.
    Setup with(Troubles others) {
        return new Setup(seed, steps, clients, lanes, keys, engine, retry, service, others);
    }

    /// The command that repeats it.
    String replay() {
        return "./cairn sim --week 4 --seed " + seed + (steps == RetrySimulation.STEPS ? "" : " --steps " + steps);
    }

    /// Two lines.
    @Override
    public String toString() {
        return "seed " + seed + ": " + clients + " clients with " + lanes + " lanes of " + steps + " operations on "
                + keys + " keys and a counter; store: " + engine + "\n" + "retries: attempts of "
                + retry.attempt().toMillis() + " ms, budget " + retry.budgetRatio() + " + " + retry.budgetReserve()
                + "; server: " + service.sessions().slots() + " slots, sessions of "
                + service.sessions().timeToLive().toMillis() + " ms, " + service.requestsMax() + " requests";
    }
}
