package dev.cairn.cluster;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStore;
import dev.cairn.engine.cli.BackupCommand;
import dev.cairn.engine.cli.CheckpointCommand;
import dev.cairn.engine.cli.CompactCommand;
import dev.cairn.engine.cli.EngineOpener;
import dev.cairn.engine.cli.EngineSimulation;
import dev.cairn.engine.cli.RestoreCommand;
import dev.cairn.engine.cli.TunedEngine;
import dev.cairn.engine.cli.growth.GrowthCommand;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.cli.LsmSimulation;
import dev.cairn.lsm.cli.RepairCommand;
import dev.cairn.lsm.cli.bench.BenchCommand;
import dev.cairn.rpc.cli.HistoryCommand;
import dev.cairn.rpc.cli.bench.RpcBenchCommand;
import dev.cairn.rpc.cli.kv.KvCommand;
import dev.cairn.rpc.cli.serve.ServeCommand;
import dev.cairn.rpc.cli.sim.RetrySimulation;
import dev.cairn.rpc.cli.token.TokenCommand;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import dev.cairn.wal.cli.MapSimulation;
import dev.cairn.wal.cli.SimCommand;
import dev.cairn.wal.cli.shell.JLineTerminals;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The `cairn` program: puts the commands of all weeks together.
///
/// It ends with an [ExitCode].
@Command(
        name = "cairn",
        description = "A distributed key-value store, and the course that builds it.",
        mixinStandardHelpOptions = true,
        versionProvider = Cairn.Version.class)
public final class Cairn {

    private Cairn() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] args) {
        StandardStreams streams = StandardStreams.ofProcess(new JLineTerminals());
        Failures.endProcessOnFaultsOf(streams);
        System.exit(commandLine(streams).execute(args));
    }

    /// The program as a value, for [#main] and for tests.
    static CommandLine commandLine(StandardStreams streams) {
        List<Engine> engines = List.of(new TunedEngine(streams), new MapEngine());
        CommandLine program = new CommandLine(new Cairn());
        LsmOptions copied = EngineSettings.balanced().toOptions();
        program.addSubcommand(DbCommand.commandLine(
                streams,
                engines,
                List.of(
                        new CompactCommand(streams, engines),
                        new CheckpointCommand(streams, engines, copied),
                        new BackupCommand(streams, engines, copied),
                        new RestoreCommand(streams),
                        new RepairCommand(streams, engines, EngineStore.checkingOptions()))));
        program.addSubcommand(new SimCommand(
                streams,
                List.of(
                        new SimCommand.Week(1, MapSimulation.workloads(), MapSimulation.subjects()),
                        new SimCommand.Week(2, LsmSimulation.workloads(), LsmSimulation.subjects()),
                        new SimCommand.Week(3, LsmSimulation.workloads(), EngineSimulation.subjects()),
                        new SimCommand.Week(4, RetrySimulation::print))));
        program.addSubcommand(HistoryCommand.commandLine(streams));
        program.addSubcommand(new CommandLine(new Bench())
                .addSubcommand(new BenchCommand(streams, EngineOpener.class))
                .addSubcommand(new GrowthCommand(streams))
                .addSubcommand(new RpcBenchCommand(streams)));
        program.addSubcommand(ServeCommand.commandLine(streams, engines));
        program.addSubcommand(KvCommand.commandLine(streams));
        program.addSubcommand(TokenCommand.commandLine(streams));
        program.setExecutionStrategy(parsed -> {
            if (parsed.originalArgs().isEmpty()) {
                program.usage(program.getErr());
                return ExitCode.USAGE.code();
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        return Failures.handledOn(program, streams);
    }

    /// `cairn bench`.
    @Command(
            name = "bench",
            description = "Measures this store, and others beside it.",
            mixinStandardHelpOptions = true)
    static final class Bench {}

    /// Reads the version that the build wrote into the jar.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            Optional<String> version =
                    Optional.ofNullable(Cairn.class.getPackage().getImplementationVersion());
            return new String[] {"cairn " + version.orElse("(development)")};
        }
    }
}
