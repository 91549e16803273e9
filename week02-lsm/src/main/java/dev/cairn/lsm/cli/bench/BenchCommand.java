package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.cli.Failures;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cairn bench engine`.
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = {
            "Runs db_bench's workloads on this store and on others, in turn, each in a fresh process.",
            "A workload that fills begins with an empty store; others go on with the store that is there."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn bench engine --workloads fillseq,readseq",
            "  cairn bench engine --workloads fillrandom,readrandom --engines cairn,rocksdb --rounds 3",
            "  cairn bench engine --workloads recover --rows 1000000 --json result.json",
            "  cairn bench engine --workloads fillseq,readseq --rows 10000000 --heap 256m --warm-up 0",
            "",
            "Other engines than cairn need their libraries, once (about 100 MB):",
            "  ./mvnw -Ppeers -Dlints=off -DskipTests -pl week02-lsm -am package"
        })
public final class BenchCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private final BenchPeers.Search search;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--workloads",
            split = ",",
            paramLabel = "NAME",
            description = "In this order. All: see below; default: fillseq,readseq,fillbatch,fillsync.")
    private List<String> workloads = List.of("fillseq", "readseq", "fillbatch", "fillsync");

    @Option(
            names = "--engines",
            split = ",",
            paramLabel = "NAME",
            description = {
                "cairn, rocksdb, leveldb (in Java), leveldbjni (Google's), lmdb.",
                "The first one is compared with the others; default: cairn."
            })
    private List<String> engines = List.of("cairn");

    @Option(names = "--rows", paramLabel = "N", description = "Rows of a store; default: ${DEFAULT-VALUE}.")
    private long rows = 1_000_000;

    @Option(names = "--value-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int valueBytes = 100;

    @Option(names = "--rounds", paramLabel = "N", description = "The median counts; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--warm-up",
            paramLabel = "SHARE",
            description = "Part of the rows on which the workloads are run first, elsewhere, unmeasured; default: "
                    + "${DEFAULT-VALUE}.")
    private double warmUp = 0.2;

    @Option(names = "--memtable-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE} (16 MiB).")
    private long memtableBytes = 16L << 20;

    @Option(names = "--cache-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE} (256 MiB).")
    private long cacheBytes = 256L << 20;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description =
                    "Largest heap of the process that runs an engine, as -Xmx takes it; default: ${DEFAULT-VALUE}.")
    private String heap = "2g";

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the stores are made, and removed again; default: a new folder beside the program.")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every result of every round.")
    private Path json = Path.of("");

    /// Prints to `streams`.
    public BenchCommand(StandardStreams streams) {
        this(streams, BenchPeers::find);
    }

    /// @param search finds the engines
    BenchCommand(StandardStreams streams, BenchPeers.Search search) {
        this.streams = streams;
        this.search = search;
    }

    @Override
    public Integer call() throws IOException {
        List<Workload> asked = workloads.stream().map(Workload::named).toList();
        if (asked.getFirst().kind() == Workload.Kind.USE) {
            throw new StoreException.Refused(
                    "the workload \"" + asked.getFirst().label()
                            + "\" needs a store: put one that fills before it, as in --workloads fillrandom,"
                            + asked.getFirst().label());
        }
        BenchPeers peers = search.find();
        engines.forEach(peers::require);
        BenchSummary summary = new BenchSummary();
        Path folder = Files.createTempDirectory(Files.createDirectories(dir), "cairn-bench-");
        Thread cleaning = new Thread(() -> delete(folder));
        Runtime.getRuntime().addShutdownHook(cleaning);
        try {
            for (int round = 1; round <= rounds; round++) {
                for (String engine : engines) {
                    run(round, engine, asked, peers, folder, summary);
                }
            }
        } finally {
            delete(folder);
            Runtime.getRuntime().removeShutdownHook(cleaning);
        }
        streams.out().write(Bytes.utf8(summary.text()).toArray());
        streams.out().flush();
        if (!json.toString().isEmpty()) {
            Files.writeString(json, summary.report().toJson() + "\n");
        }
        summary.failureOf(BenchPeers.CAIRN).ifPresent(failure -> {
            throw new StoreException.Failed(
                    "this program's own engine failed: " + failure.failureLine() + "; --debug shows where",
                    new IOException(failure.failure()));
        });
        return ExitCode.OK.code();
    }

    private void run(
            int round, String engine, List<Workload> asked, BenchPeers peers, Path folder, BenchSummary summary)
            throws IOException {
        List<String> plain = asked.stream()
                .filter(workload -> workload.kind() != Workload.Kind.RECOVERY)
                .map(Workload::label)
                .toList();
        if (!plain.isEmpty()) {
            runInProcess(round, plan(engine, peers, folder, plain, false, false), peers, summary);
            delete(folder.resolve("measured"));
            delete(folder.resolve("warm-up"));
        }
        if (plain.size() < asked.size()) {
            List<String> recovery = List.of(Workload.RECOVER.label());
            List<BenchResult> failed = new ArrayList<>();
            BenchProcess.run(plan(engine, peers, folder, recovery, true, false), heap, peers.classPath(), result -> {
                if (result.isFailed()) {
                    failed.add(result);
                }
            });
            if (failed.isEmpty()) {
                runInProcess(round, plan(engine, peers, folder, recovery, false, true), peers, summary);
            } else {
                take(round, failed.getFirst(), summary);
            }
            delete(folder.resolve("measured"));
        }
    }

    private void runInProcess(int round, BenchPlan plan, BenchPeers peers, BenchSummary summary) throws IOException {
        BenchProcess.run(plan, heap, peers.classPath(), result -> take(round, result, summary));
    }

    private void take(int round, BenchResult result, BenchSummary summary) {
        summary.add(result);
        String line = result.isFailed()
                ? result.failureLine()
                : String.format(
                        Locale.ROOT,
                        "%-10s  %-16s  %,12.0f ops/s",
                        result.engine(),
                        result.workload(),
                        result.perSecond());
        streams.err().println("round " + round + " of " + rounds + "  " + line);
    }

    private BenchPlan plan(
            String engine, BenchPeers peers, Path folder, List<String> labels, boolean isKilled, boolean isRecovering) {
        return new BenchPlan(
                engine,
                peers.opener(engine),
                folder.toString(),
                labels,
                rows,
                valueBytes,
                seed,
                isKilled || isRecovering ? 0 : warmUp,
                new BenchSetting(false, memtableBytes, cacheBytes),
                isKilled,
                isRecovering,
                Failures.isDebugging(spec));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException cause) {
            throw StoreException.Failed.of("remove", folder.toString(), cause);
        }
    }
}
