package dev.cairn.engine.cli;

import dev.cairn.backup.Checkpoint;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.ReportOptions;
import dev.cairn.wal.cli.StoreDirectory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `cairn db checkpoint`: [Checkpoint] on the command line.
///
/// Confined to one thread.
@Command(
        name = "checkpoint",
        description = {
            "Makes a second store with the rows of this one, in no time.",
            "Tables are shared by hard links where the file system has them. It is no backup."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  cairn db checkpoint --dir d d-before-the-trial", "  cairn db get --dir d-before-the-trial key"})
public final class CheckpointCommand implements Callable<Integer> {
    private final CheckpointSource source;

    @Mixin
    private final StoreDirectory directory;

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "A directory that is empty or missing. A store of the engine map takes none: its checkpoint"
                    + " shortens its own log.")
    private @Nullable String target;

    @Mixin
    private final ReportOptions printing = new ReportOptions();

    /// @param engines all that the program has
    /// @param options how the store is opened
    public CheckpointCommand(StandardStreams streams, List<Engine> engines, LsmOptions options) {
        this.source = new CheckpointSource(streams, "checkpoint", options);
        this.directory = new StoreDirectory(streams, engines);
    }

    @Override
    public Integer call() throws IOException {
        if (target == null) {
            source.perform(directory, printing);
        } else {
            source.copy(directory, target, printing, Checkpoint::make);
        }
        return ExitCode.OK.code();
    }
}
