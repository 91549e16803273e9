package dev.cairn.lsm.cli;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.ProgressLine;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.repair.Repair;
import dev.cairn.lsm.repair.RepairReport;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.ReportOptions;
import dev.cairn.wal.cli.StoreDirectory;
import dev.cairn.wal.map.FileCheck;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn db repair`: [Repair] on the command line.
///
/// Confined to one thread.
@Command(
        name = "repair",
        description = {
            "Makes a store again of what can be read of a damaged one, and says what is lost.",
            "Deletes nothing: what the store needs no more is moved to the folder 'lost' in its directory."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn db repair --dir d --dry-run      (what would be done)",
            "  cairn db repair --dir d                (exit code 4 if something is lost)"
        })
public final class RepairCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private final TableOptions tables;

    @Mixin
    private final StoreDirectory directory;

    @Option(names = "--dry-run", description = "Only says what would be done. Changes nothing.")
    private boolean isDryRun;

    @Mixin
    private final ReportOptions printing = new ReportOptions();

    /// @param engines all that the program has
    public RepairCommand(StandardStreams streams, List<Engine> engines) {
        this(streams, engines, TableOptions.DEFAULT);
    }

    /// The same, which reads and writes tables as `tables` says: blocks of more compressions, and filters.
    public RepairCommand(StandardStreams streams, List<Engine> engines, TableOptions tables) {
        this.streams = streams;
        this.tables = tables;
        this.directory = new StoreDirectory(streams, engines);
    }

    @Override
    public Integer call() throws IOException {
        StoreDirectory.Found found = directory.damaged();
        if (!found.engine().name().equals(LsmView.ENGINE)) {
            throw new StoreException.Refused(
                    "the engine \"" + found.engine().name() + "\" has no repair: save what can be"
                            + " read with 'cairn db dump --salvage', or name another engine with --engine");
        }
        RepairReport done = repair(found.disk());
        printing.print(streams, report(done));
        return (done.hasLosses() ? ExitCode.CORRUPTION : ExitCode.OK).code();
    }

    private RepairReport repair(Disk disk) {
        Shown progress = new Shown(streams);
        try {
            return isDryRun ? Repair.plan(disk, tables, progress) : Repair.run(disk, tables, progress);
        } finally {
            progress.line.clear();
        }
    }

    private static Report report(RepairReport done) {
        Report report = new Report()
                .with("engine", LsmView.ENGINE)
                .with("sound", done.isSound())
                .with("repaired", done.isDone())
                .with("sequence", done.lastSequence())
                .with("tablesKept", done.kept().size())
                .with("tablesWritten", done.written().size());
        if (done.isSound()) {
            return report;
        }
        return report.with(
                        "files",
                        done.files().stream().map(file -> file(file, done)).toList())
                .with("losses", Losses.rows(done.files()));
    }

    private static Report file(FileCheck file, RepairReport done) {
        return new Report()
                .with("file", file.file())
                .with("bytes", file.bytes())
                .with("records", file.records())
                .with("lostBytes", file.skippedBytes())
                .with("fate", fate(file, done));
    }

    private static String fate(FileCheck file, RepairReport done) {
        OptionalLong number = TableNames.numberIn(file.file());
        if (done.setAside().contains(file.file())) {
            return "set aside";
        }
        boolean isKept =
                number.isEmpty() || done.kept().stream().anyMatch(table -> table.number() == number.getAsLong());
        return isKept && file.bytes() > 0 ? "kept" : "missing";
    }

    /// A line on the terminal that says how much was read and written.
    private static final class Shown implements Repair.Progress {
        private final ProgressLine line;
        private long files;
        private long bytes;

        Shown(StandardStreams streams) {
            line = new ProgressLine(streams, "repair", "files", OptionalLong.empty(), System.nanoTime());
        }

        @Override
        public void done(String name, long more) {
            bytes += more;
            line.update(++files, bytes, System.nanoTime());
        }
    }
}
