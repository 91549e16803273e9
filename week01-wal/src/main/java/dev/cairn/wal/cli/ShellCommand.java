package dev.cairn.wal.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.cli.shell.KeyCompletion;
import dev.cairn.wal.cli.shell.Shell;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/// `shell`: the commands on one store that stays open.
@Command(
        name = "shell",
        description = "Opens the store, made if there is none, and reads commands, typed or piped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn db shell --dir d",
            "  echo 'put user:7 {\"name\": \"Ada\"}' | cairn db shell --dir d",
            "The exit code for piped commands is that of the first that failed."
        })
final class ShellCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private final StoreSource.Writing source;

    private final Function<StoreSource.Any, List<Object>> more;

    /// @param more commands beside the usual ones, made for the store that is open
    ShellCommand(StandardStreams streams, StoreSource.Writing source, Function<StoreSource.Any, List<Object>> more) {
        this.streams = streams;
        this.source = source;
        this.more = more;
    }

    @Override
    public Integer call() throws IOException {
        try (WritableStore store = source.openOrMake()) {
            KeyCompletion completion = KeyCompletion.of(store.rows());
            return new Shell(commands(store), streams, prefix -> completion.keys(RowOptions.text(prefix))).run();
        }
    }

    private CommandLine commands(WritableStore store) {
        Kept kept = new Kept(store, source);
        CommandSpec root = CommandSpec.create().name("");
        CommandLine commands = new CommandLine(root);
        commands.addSubcommand(new KeyCommands.Put(kept));
        commands.addSubcommand(new KeyCommands.Get(streams, kept));
        commands.addSubcommand(new KeyCommands.Delete(kept));
        commands.addSubcommand(new RowCommands.Scan(streams, kept));
        commands.addSubcommand(new ReportCommands.Stats(streams, kept, true));
        for (Engine.Operation operation : store.operations()) {
            commands.addSubcommand(operation.name(), StoreCommands.operation(streams, kept, operation));
        }
        more.apply(kept).forEach(commands::addSubcommand);
        for (CommandLine command : commands.getSubcommands().values()) {
            command.getCommandSpec().usageMessage().footerHeading("").footer(new String[0]);
            command.getCommandSpec().addOption(DbCommand.help());
        }
        return Failures.handledOn(commands, streams);
    }

    /// The store that the shell holds open: a command that is done with it does not close it.
    @Command
    private record Kept(WritableStore store, StoreSource.Writing source) implements StoreSource.Any {
        @Override
        public ReadableStore read() {
            return new Lent(store);
        }

        @Override
        public WritableStore openOrMake() {
            return new Lent(store);
        }

        @Override
        public WritableStore openFor(String operation) {
            return new Lent(store);
        }

        @Override
        public WritableStore openExisting() {
            return new Lent(store);
        }

        @Override
        public Optional<String> advice(StoreException failure) {
            return source.advice(failure);
        }

        @Override
        public String promise() {
            return source.promise();
        }
    }

    /// The store, for one command.
    private record Lent(WritableStore kept) implements WritableStore {
        @Override
        public KeyValueStore store() {
            return kept.store();
        }

        @Override
        public StoreCore core() {
            return kept.core();
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public Report stats() {
            return kept.stats();
        }

        @Override
        public List<Engine.Operation> operations() {
            return kept.operations();
        }

        @Override
        public Report perform(String operation) {
            return kept.perform(operation);
        }

        @Override
        public Report compact(KeyRange range) {
            return kept.compact(range);
        }

        @Override
        public void close() {
            // It stays open for the next command.
        }
    }
}
