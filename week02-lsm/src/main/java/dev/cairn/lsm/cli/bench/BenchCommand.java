package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.cli.bench.system.ChildJvm;
import dev.cairn.lsm.cli.bench.system.ScratchFolder;
import dev.cairn.wal.cli.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `cairn bench engine`.
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = {
            "Runs db_bench's workloads on this store and on others, in turn, each in a fresh process.",
            "A workload that fills begins with an empty store; others go on with the store that is there.",
            "Before it is measured each process runs the same workloads unmeasured, so that its code is compiled.",
            "CPU and bytes written include what a workload has left to be done in the background."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn bench engine --workloads fillseq,readseq",
            "  cairn bench engine --workloads fillrandom,readrandom --engines cairn,rocksdb --rounds 3",
            "  cairn bench engine --workloads fillrandom,readrandom,readcold --cache 8MiB --engines cairn,rocksdb",
            "  cairn bench engine --workloads fillrandom,readseq --compression zstd --engines cairn,rocksdb",
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
    private double warmUp = 1;

    @Option(
            names = {"--memtable", "--memtable-bytes"},
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "What an engine gathers in memory, as 16MiB or in bytes; default: 16MiB.")
    private long memtableBytes = 16L << 20;

    @Option(
            names = {"--cache", "--cache-bytes"},
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The largest block cache; default: 256MiB.")
    private long cacheBytes = 256L << 20;

    @Option(
            names = "--compression",
            paramLabel = "KIND",
            description = {
                "How all engines compress their tables: none, snappy, zstd; default: ${DEFAULT-VALUE}.",
                "Unless it is none, half of each value can be packed away. An engine that cannot has failed."
            })
    private BenchSetting.Packing packing = BenchSetting.Packing.NONE;

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
    ///
    /// @param own opens this program's own stores: whichever week's engine is to be measured
    public BenchCommand(StandardStreams streams, Class<? extends BenchStore.Opener> own) {
        this(streams, () -> BenchPeers.find(own));
    }

    /// @param search finds the engines
    BenchCommand(StandardStreams streams, BenchPeers.Search search) {
        this.streams = streams;
        this.search = search;
    }

    @Override
    public Integer call() throws IOException {
        List<Workload> asked = workloads.stream().map(Workload::named).toList();
        if (!asked.getFirst().isFilling()) {
            throw new StoreException.Refused(
                    "the workload \"" + asked.getFirst().label()
                            + "\" needs a store: put one that fills before it, as in --workloads fillrandom,"
                            + asked.getFirst().label());
        }
        BenchPeers peers = search.find();
        engines.forEach(peers::require);
        BenchSummary summary = new BenchSummary();
        try (ScratchFolder folder = ScratchFolder.in(dir)) {
            for (int round = 1; round <= rounds; round++) {
                for (String engine : engines) {
                    run(round, engine, asked, peers, folder, summary);
                }
            }
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
            int round,
            String engine,
            List<Workload> asked,
            BenchPeers peers,
            ScratchFolder folder,
            BenchSummary summary)
            throws IOException {
        List<String> plain = asked.stream()
                .filter(workload -> workload.kind() != Workload.Kind.RECOVERY)
                .map(Workload::label)
                .toList();
        if (!plain.isEmpty()) {
            runInProcess(round, plan(engine, peers, folder, plain, false, false), peers, summary);
            folder.remove(BenchChild.MEASURED);
            folder.remove(BenchChild.WARM_UP);
        }
        if (plain.size() < asked.size()) {
            List<String> recovery = List.of(Workload.RECOVER.label());
            List<BenchResult> failed = new ArrayList<>();
            BenchProcess.run(plan(engine, peers, folder, recovery, true, false), jvm(peers), result -> {
                if (result.isFailed()) {
                    failed.add(result);
                }
            });
            if (failed.isEmpty()) {
                runInProcess(round, plan(engine, peers, folder, recovery, false, true), peers, summary);
            } else {
                take(round, failed.getFirst(), summary);
            }
            folder.remove(BenchChild.MEASURED);
        }
    }

    private void runInProcess(int round, BenchPlan plan, BenchPeers peers, BenchSummary summary) throws IOException {
        BenchProcess.run(plan, jvm(peers), result -> take(round, result, summary));
    }

    private ChildJvm jvm(BenchPeers peers) {
        return new ChildJvm(heap, peers.classPath());
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
            String engine,
            BenchPeers peers,
            ScratchFolder folder,
            List<String> labels,
            boolean isKilled,
            boolean isRecovering) {
        return new BenchPlan(
                engine,
                peers.opener(engine),
                folder.path().toString(),
                labels,
                rows,
                valueBytes,
                seed,
                isKilled || isRecovering ? 0 : warmUp,
                new BenchSetting(false, memtableBytes, cacheBytes, packing),
                isKilled,
                isRecovering,
                !isKilled && !isRecovering,
                Failures.isDebugging(spec));
    }

    /// Reads `8MiB`, `8m` or `8388608`.
    static final class SizeConverter implements ITypeConverter<Long> {
        private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmg]?)(i?b)?", Pattern.CASE_INSENSITIVE);

        @Override
        public Long convert(String text) {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw new TypeConversionException("\"" + text + "\" is no size: write it as 8MiB, or in bytes");
            }
            int shift = switch (size.group(2).toLowerCase(Locale.ROOT)) {
                case "k" -> 10;
                case "m" -> 20;
                case "g" -> 30;
                default -> 0;
            };
            return Long.parseLong(size.group(1)) << shift;
        }
    }
}
