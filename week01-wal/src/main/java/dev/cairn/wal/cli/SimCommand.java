package dev.cairn.wal.cli;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Violation;
import dev.cairn.sim.crash.Coverage;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workload;
import dev.cairn.sim.crash.Workloads;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `cairn sim`: the generated workload of one seed, with every crash, or every failing call, that it can suffer.
///
/// What a failing search prints as its replay line is a call of this command.
@Command(
        name = "sim",
        description = "Repeats a simulated run: a generated workload, and everything that can go wrong in it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn sim --week 1 --seed 3                  every crash in the workload of seed 3",
            "  cairn sim --week 1 --seed 3 --steps 60       the same, of 60 steps",
            "  cairn sim --week 1 --seed 3 --failing        every call failing once, and every crash after it",
            "  cairn sim --week 4 --seed 3                  clients and a server, with all that goes wrong between"
                    + " them",
            "",
            "Exit code 1 means that a promise was broken; the report says which."
        })
public final class SimCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private final List<Week> weeks;

    @Spec
    private CommandSpec spec;

    @Option(names = "--week", required = true, paramLabel = "N", description = "Whose work is run.")
    private int week;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Which workload (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "40", description = "How long (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--failing", description = "Lets calls to the disk fail, instead of only crashing.")
    private boolean isFailing;

    /// What a week puts into the simulator.
    ///
    /// Immutable.
    public record Week(int number, Simulation simulation) {
        /// Every crash, or every failing call, of `subjects` in a workload.
        public Week(int number, Workloads workloads, List<Subject> subjects) {
            this(number, new Crashes(workloads, List.copyOf(subjects)));
        }
    }

    /// What is run.
    @FunctionalInterface
    public interface Simulation {
        /// Runs what `seed` decides, and prints what was in it.
        ///
        /// @param isFailing whether calls to the disk fail
        /// @throws Violation if a promise was broken
        /// @throws StoreException.Refused if it cannot be run so
        void run(long seed, int steps, boolean isFailing, PrintStream out);
    }

    /// The crashes that stores can suffer.
    private record Crashes(Workloads workloads, List<Subject> subjects) implements Simulation {
        @Override
        public void run(long seed, int steps, boolean isFailing, PrintStream out) {
            Workload workload = workloads.generated(seed, steps);
            for (Subject subject : subjects) {
                Coverage coverage = isFailing
                        ? ErrorSweep.of(subject).run(workload)
                        : CrashSearch.of(subject).run(workload);
                out.println(
                        subject.name() + ": " + coverage.toString().indent(2).strip());
                out.flush();
            }
        }
    }

    /// @param weeks those that can be simulated
    public SimCommand(StandardStreams streams, List<Week> weeks) {
        this.streams = streams;
        this.weeks = List.copyOf(weeks);
    }

    @Override
    public Integer call() {
        if (steps < 1) {
            throw new ParameterException(spec.commandLine(), "--steps is " + steps + ", but must be at least 1");
        }
        Simulation simulation = chosen().simulation();
        PrintStream out = new PrintStream(streams.out(), false);
        try {
            simulation.run(seed, steps, isFailing, out);
            out.flush();
            return ExitCode.OK.code();
        } catch (Violation violation) {
            out.println(violation.getMessage());
            out.flush();
            return ExitCode.NEGATIVE.code();
        }
    }

    private Week chosen() {
        return weeks.stream().filter(w -> w.number() == week).findFirst().orElseThrow(() -> {
            String known = weeks.stream().map(w -> Integer.toString(w.number())).collect(Collectors.joining(", "));
            return new ParameterException(
                    spec.commandLine(), "--week is " + week + ", but only these can be simulated: " + known);
        });
    }
}
