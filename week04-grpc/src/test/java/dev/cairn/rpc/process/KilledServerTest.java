package dev.cairn.rpc.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Env;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.sim.history.LinearizabilityCheck;
import dev.cairn.sim.history.Operation.Outcome;
import dev.cairn.sim.history.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A node is killed in the midst of the work of many clients, and started again at the same address. The
/// clients send again what was not answered. In the end no acknowledged write is lost, none was applied
/// twice, and there is an order that explains all that was seen.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
final class KilledServerTest {
    private static final int CLIENTS = 8;
    private static final int HASTY_CLIENT = 0;
    private static final int ROUNDS = 20;
    private static final int ACKNOWLEDGED_MIN = 1_000;
    private static final int ACKNOWLEDGED_IN_ONE = 400;
    private static final int AFTER_THE_KILL_MIN = 100;

    /// Waits for a server that starts anew, however slow the machine is.
    private static final RetryOptions PATIENT = RetryOptions.DEFAULT
            .withDeadline(Duration.ofMinutes(1))
            .withBackoff(Duration.ofMillis(10), Duration.ofMillis(200))
            .withBudget(1, 1_000);

    /// Gives up while the server starts anew, so that there are writes of which nobody knows what came.
    private static final RetryOptions HASTY = PATIENT.withDeadline(Duration.ofMillis(300));

    @TempDir
    private Path home;

    @Test
    void no_acknowledged_write_is_lost_and_none_is_applied_twice() throws Exception {
        rounds(1, ACKNOWLEDGED_IN_ONE, 4_711);
    }

    @Test
    @Tag("full")
    void the_same_in_twenty_rounds() throws Exception {
        Tally all = rounds(ROUNDS, ACKNOWLEDGED_MIN, 815);

        assertThat(all.unknown())
                .as("operations of which nobody knows, %s", all)
                .isPositive();
        assertThat(all.copies()).as("copies of writes, %s", all).isGreaterThan(all.writes());
    }

    /// What kills have met in all rounds together.
    ///
    /// @param unknown operations that were under way at a kill, and nobody knows what came of them
    /// @param writes that were sent
    /// @param copies of them that were sent
    private record Tally(long unknown, int writes, int copies) {}

    /// @param operations that are acknowledged in each round, at least
    private Tally rounds(int count, int operations, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long unknown = 0;
        ServerProcess server = start(0);
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
                Remote patient = Remote.of(server.address(), PATIENT);
                Remote hasty = Remote.of(server.address(), HASTY)) {
            for (int number = 1; number <= count; number++) {
                Round round = new Round(number, Clock.system());
                List<Future<?>> clients = start(round, threads, patient, hasty, random.split());
                try {
                    round.awaitAcknowledged(random.nextInt(100, operations));
                    server.kill();
                    int before = round.acknowledged();
                    server = start(server.port());
                    round.awaitAcknowledged(Math.max(operations, before + AFTER_THE_KILL_MIN));
                } finally {
                    round.end();
                }
                for (Future<?> client : clients) {
                    client.get();
                }
                assertThat(round.acknowledged()).isGreaterThanOrEqualTo(operations);
                unknown += unknownOf(round);
                check(round, patient.store(), "round " + number + " of seed " + seed + ": " + figures(round));
            }
            return new Tally(
                    unknown,
                    patient.wire().writes() + hasty.wire().writes(),
                    patient.wire().copies() + hasty.wire().copies());
        } finally {
            server.close();
        }
    }

    private ServerProcess start(int port) throws IOException {
        return ServerProcess.start(home, EngineMain.class, List.of(), home.resolve("store"), port);
    }

    private static List<Future<?>> start(
            Round round, ExecutorService threads, Remote patient, Remote hasty, SplittableRandom random) {
        List<Future<?>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int id = client;
            Remote remote = client == HASTY_CLIENT ? hasty : patient;
            RandomGenerator own = random.split();
            clients.add(threads.submit(() -> round.work(id, remote.store(), own)));
        }
        return clients;
    }

    private static void check(Round round, RemoteStore store, String where) {
        assertThat(round.readAll(store))
                .as("the counter, %s", where)
                .isBetween(round.counted(), round.counted() + round.perhapsCounted());
        assertThat(round.marksIn(store))
                .as("marks, %s", where)
                .containsAll(round.acknowledgedMarks())
                .isSubsetOf(round.calledMarks());
        assertThat(round.history().operations())
                .as("operations whose outcome a patient client does not know, %s", where)
                .noneMatch(operation -> operation.outcome() == Outcome.UNKNOWN && operation.client() != HASTY_CLIENT);
        Verdict verdict = LinearizabilityCheck.usual().judge(round.history());
        assertThat(verdict).as("%s%n%s", where, drawn(verdict)).isInstanceOf(Verdict.Linearizable.class);
    }

    private static String drawn(Verdict verdict) {
        return verdict instanceof Verdict.NotLinearizable no
                ? no.counterexample().toText()
                : "";
    }

    private static String figures(Round round) {
        return round.acknowledged() + " acknowledged, " + unknownOf(round) + " unknown, counter " + round.counted()
                + " to " + (round.counted() + round.perhapsCounted());
    }

    private static long unknownOf(Round round) {
        return round.history().operations().stream()
                .filter(operation -> operation.outcome() == Outcome.UNKNOWN)
                .count();
    }

    /// A client, and what it runs on. Thread-safe.
    private record Remote(RemoteStore store, CountingWire wire, Env env) implements AutoCloseable {
        static Remote of(String address, RetryOptions retry) {
            Env env = Env.real(2);
            CountingWire wire = new CountingWire(ServedStore.wire(address));
            return new Remote(RemoteStore.open(wire, RemoteOptions.DEFAULT.withRetry(retry), env), wire, env);
        }

        @Override
        public void close() {
            store.close();
            env.close();
        }
    }
}
