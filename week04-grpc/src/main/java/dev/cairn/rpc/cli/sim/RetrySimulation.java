package dev.cairn.rpc.cli.sim;

import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Trace;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs that follow from a seed: some clients and a server, production code all of them, in a world where
/// much goes wrong.
///
/// A run that breaks a promise is made small before it is told: faults that it does not need are left out.
///
/// Thread-safe: there is no state.
public final class RetrySimulation {
    /// How many operations each lane of a client begins, unless another number is given.
    public static final int STEPS = 40;

    private RetrySimulation() {}

    /// Runs what `seed` decides.
    ///
    /// @param steps how many operations each lane begins at most
    /// @return what was in it
    /// @throws Violation if a promise was broken
    public static Counts run(long seed, int steps) {
        return run(Setup.drawn(seed, steps), Wiring.RIGHT);
    }

    /// As [#run(long, int)], and prints what the seed decided and what was in the run.
    ///
    /// @throws StoreException.Refused if calls to the disk are to fail: other weeks search that
    public static void print(long seed, int steps, boolean isFailing, PrintStream out) {
        if (isFailing) {
            throw new StoreException.Refused(
                    "--failing is for the stores of weeks 1 to 3, not for week 4: leave it out");
        }
        Setup setup = Setup.drawn(seed, steps);
        out.println(setup);
        out.println(run(setup, Wiring.RIGHT));
    }

    /// Runs `setup`, and tells a failure as a person wants it.
    static Counts run(Setup setup, Wiring wiring) {
        try {
            return cluster(setup, wiring, Trace.off()).run();
        } catch (Violation found) {
            throw told(setup, wiring, found.invariant());
        }
    }

    private static Cluster cluster(Setup setup, Wiring wiring, Trace trace) {
        return new Cluster(new World(setup.seed(), trace), setup, wiring);
    }

    private static Violation told(Setup setup, Wiring wiring, Invariant broken) {
        Troubles needed = setup.troubles()
                .shrunk(fewer -> failure(cluster(setup.with(fewer), wiring, Trace.off()))
                        .filter(violation -> violation.invariant() == broken)
                        .isPresent());
        World world = new World(setup.seed(), Trace.on());
        Violation small =
                failure(new Cluster(world, setup.with(needed), wiring)).orElseThrow();
        String picture = small.getMessage()
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("replay: "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        String story = setup + "\nit needs: " + needed.toString().indent(10).strip() + "\n"
                + (picture.isEmpty() ? world.trace().ladder() : picture) + "replay: " + setup.replay();
        return new Violation(broken, small.verdict(), story, small.getCause());
    }

    private static Optional<Violation> failure(Cluster cluster) {
        try {
            cluster.run();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }
}
