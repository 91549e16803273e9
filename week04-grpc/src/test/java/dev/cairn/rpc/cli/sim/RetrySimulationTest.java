package dev.cairn.rpc.cli.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.net.NetworkPlan;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients and a server in a world where much goes wrong. A search says what was in it, and fails if that
/// is less than it promises.
class RetrySimulationTest {
    private static final int SEEDS = 100;
    private static final int SEEDS_FULL = 5_000;

    @Test
    void a_hundred_seeds_break_no_promise() {
        requireCovered(search(1, SEEDS), SEEDS);
    }

    @Test
    @Tag("full")
    void thousands_of_seeds_break_no_promise() {
        requireCovered(search(1 + SEEDS, SEEDS_FULL), SEEDS_FULL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 53})
    void two_runs_of_a_seed_are_the_same_in_every_event(long seed) {
        requireSameTwice(seed);
    }

    @Test
    @Tag("full")
    void two_runs_of_one_seed_in_a_hundred_are_the_same_in_every_event() {
        IntStream.range(0, SEEDS_FULL / 100).forEach(i -> requireSameTwice(100L * i));
    }

    @Test
    void a_failure_is_made_small_and_says_how_to_repeat_it() {
        Setup setup = Setup.drawn(7, RetrySimulation.STEPS);

        Violation found = catchThrowableOfType(
                Violation.class, () -> RetrySimulation.run(setup, Mutant.FORGETS_ANSWERS.wiring()));

        assertThat(found.getMessage()).contains("\nit needs: ").endsWith("replay: ./cairn sim --week 4 --seed 7");
        assertThat(found.getMessage().lines().filter(line -> line.contains("ms for ")))
                .as("faults that are needed, of " + setup.troubles())
                .hasSizeLessThan((int) setup.troubles().kinds().count())
                .anyMatch(line -> line.contains("server"));
    }

    @Test
    void a_run_of_another_length_is_repeated_with_that_length() {
        assertThat(Setup.drawn(7, 12).replay()).isEqualTo("./cairn sim --week 4 --seed 7 --steps 12");
    }

    @Test
    void what_was_planned_and_did_not_happen_is_not_counted() {
        NodeId server = ServerNode.NAME;
        MachineFault atACallThatNeverComes =
                new MachineFault(Duration.ZERO, Duration.ofMillis(10), Fault.KILL, server, 1_000_000);
        MachineFault atOnce = new MachineFault(Duration.ofMillis(20), Duration.ofMillis(10), Fault.KILL, server, 0);
        Setup quiet = Setup.drawn(7, RetrySimulation.STEPS);

        assertThat(countOfKills(quiet.with(new Troubles(NetworkPlan.none(), List.of(atACallThatNeverComes)))))
                .isZero();
        assertThat(countOfKills(quiet.with(new Troubles(NetworkPlan.none(), List.of(atOnce)))))
                .isOne();
    }

    private static long countOfKills(Setup setup) {
        Counts counts = RetrySimulation.run(setup, Wiring.RIGHT);
        assertThat(NetworkPlan.ALL).as(counts::toString).allMatch(fault -> counts.of(fault) == 0);
        return counts.of(Fault.KILL);
    }

    private static Counts search(int first, int count) {
        Counts all = new Counts();
        for (int seed = first; seed < first + count; seed++) {
            all.add(RetrySimulation.run(seed, RetrySimulation.STEPS));
        }
        return all;
    }

    /// About half of what was found when this was written.
    private static void requireCovered(Counts all, int seeds) {
        assertThat(all.of(Counts.What.RUN)).as(all::toString).isEqualTo(seeds);
        assertThat(all.of(Counts.What.OPERATION)).as(all::toString).isGreaterThan(90L * seeds);
        assertThat(all.of(Counts.What.UNKNOWN)).as(all::toString).isGreaterThan(3L * seeds / 2);
        assertThat(all.of(Counts.What.AGAIN)).as(all::toString).isGreaterThan(2L * seeds);
        assertThat(all.of(Counts.What.AGAIN_AFTER_RESTART)).as(all::toString).isGreaterThan(seeds / 7);
        for (Fault ofNetwork : NetworkPlan.ALL) {
            long least = ofNetwork == Fault.ISOLATED_LEADER ? -1 : seeds;
            assertThat(all.of(ofNetwork))
                    .as("messages by %s in %s", ofNetwork, all)
                    .isGreaterThan(least);
        }
        for (Fault ofMachine : Troubles.KINDS) {
            assertThat(all.of(ofMachine)).as("%s in %s", ofMachine, all).isGreaterThan(seeds / 3);
        }
    }

    private static void requireSameTwice(long seed) {
        Setup setup = Setup.drawn(seed, RetrySimulation.STEPS);
        World.requireSameTwice(seed, world -> new Cluster(world, setup, Wiring.RIGHT).run());
    }
}
