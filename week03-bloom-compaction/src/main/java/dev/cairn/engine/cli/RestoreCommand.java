package dev.cairn.engine.cli;

import dev.cairn.backup.Restore;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Disk;
import dev.cairn.wal.cli.ReportOptions;
import dev.cairn.wal.cli.StoreDirectory;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn db restore`: [Restore] on the command line.
///
/// Confined to one thread.
@Command(
        name = "restore",
        description = {
            "Makes a store of a backup, after every byte of that was checked.",
            "Never overwrites anything: the directory must be empty or missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn db restore --from /mnt/backups/monday --dir d-again",
            "  mv d d-damaged; mv d-again d           (once you have looked at it)"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Option(names = "--from", paramLabel = "BACKUP", required = true, description = "What 'cairn db backup' made.")
    private @Nullable String backup;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "Where the store is to be: a directory that is empty or missing.")
    private @Nullable String dir;

    @Mixin
    private final ReportOptions printing = new ReportOptions();

    /// A command that prints to `streams`.
    public RestoreCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Disk from = StoreDirectory.directory(String.valueOf(backup), "name another with --from");
        Disk target = StoreDirectory.directory(String.valueOf(dir), "name another with --dir");
        printing.print(streams, restored(from, target));
        return ExitCode.OK.code();
    }

    private Report restored(Disk from, Disk target) {
        try (CheckpointShown shown = new CheckpointShown(streams, "restore")) {
            Restore.run(from, target, shown);
            return new Report()
                    .with("restored", target.describe(""))
                    .with("from", from.describe(""))
                    .with("bytes", shown.bytes());
        }
    }
}
