package dev.cairn.engine.cli;

import dev.cairn.backup.Backup;
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

/// `cairn db backup`: [Backup] on the command line.
///
/// Confined to one thread.
@Command(
        name = "backup",
        description = {
            "Copies a store to another directory, and checks every byte that it copies.",
            "A damaged store gets no backup: 'cairn db verify' shows what is damaged."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn db backup --dir d /mnt/backups/monday",
            "  cairn db restore --from /mnt/backups/monday --dir d-again"
        })
public final class BackupCommand implements Callable<Integer> {
    private final CheckpointSource source;

    @Mixin
    private final StoreDirectory directory;

    @Parameters(paramLabel = "TARGET", description = "A directory that is empty or missing.")
    private @Nullable String target;

    @Mixin
    private final ReportOptions printing = new ReportOptions();

    /// @param engines all that the program has
    /// @param options how the store is opened
    public BackupCommand(StandardStreams streams, List<Engine> engines, LsmOptions options) {
        this.source = new CheckpointSource(streams, "backup", options);
        this.directory = new StoreDirectory(streams, engines);
    }

    @Override
    public Integer call() throws IOException {
        source.copy(directory, String.valueOf(target), printing, Backup::make);
        return ExitCode.OK.code();
    }
}
