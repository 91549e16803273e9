package dev.cairn.rpc.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.cli.bench.system.ChildJvm;
import dev.cairn.lsm.cli.bench.system.ScratchFolder;
import dev.cairn.rpc.cli.bench.subject.EtcdProgram;
import dev.cairn.rpc.cli.bench.subject.ServerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cairn bench rpc`.
@Command(
        name = "rpc",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this program's server over the loopback address, beside the same store in the process of its"
                    + " clients and beside a single node of etcd, in turn.",
            "Each subject and round has a fresh server with new data, and a fresh JVM of clients. Each client waits for"
                    + " its answer before it asks again. What is read is checked, and all rows once more at the end."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn bench rpc",
            "  cairn bench rpc --workloads put,get --clients 64 --subjects cairn,etcd --json result.json",
            "  cairn bench rpc --workloads put --sync never --subjects cairn,in-process",
            "",
            "put, get: each of a random row that is there. scan: rows in order from a random one on.",
            "CPU is processor time per operation in µs (of scans: per row): the server's process as the system counts",
            "it, and the process of the clients, until both have nothing left to do.",
            "etcd has to be installed, as in: apt-get install etcd-server. Its reads are linearizable."
        })
public final class RpcBenchCommand implements Callable<Integer> {
    private static final Codec<RpcPlan> PLANS = Codecs.json(RpcPlan.class);
    private static final Codec<RpcResult> RESULTS = Codecs.json(RpcResult.class);
    private static final int CLIENTS_MAX = 1_000;
    private static final int SCAN_ROWS = 10_000;

    private final StandardStreams streams;

    @Option(
            names = "--workloads",
            split = ",",
            paramLabel = "NAME",
            description = "put, get, scan, in this order; default: all.")
    private List<String> workloads = List.of("put", "get", "scan");

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "N",
            description =
                    "How many at a time, one number after the other; sixteen share a connection; default: 1,8,64.")
    private List<Integer> clients = List.of(1, 8, 64);

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "NAME",
            description = {
                "cairn, in-process (the same store without a network), etcd.",
                "The first one is compared with the others; default: all."
            })
    private List<String> subjects = List.of("cairn", "in-process", "etcd");

    @Option(
            names = "--sync",
            paramLabel = "WHEN",
            description = "always: a put is on the disk before it is answered; never: the system writes when it likes,"
                    + " which etcd does not do; default: ${DEFAULT-VALUE}.")
    private String sync = Durability.ALWAYS;

    @Option(names = "--rows", paramLabel = "N", description = "Loaded first; default: ${DEFAULT-VALUE}.")
    private int rows = 100_000;

    @Option(names = "--value-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int valueBytes = 100;

    @Option(names = "--scan-rows", paramLabel = "N", description = "Of one scan; default: ${DEFAULT-VALUE}.")
    private int scanRows = SCAN_ROWS;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each measurement; default: ${DEFAULT-VALUE}.")
    private double seconds = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Before each measurement, unmeasured; default: ${DEFAULT-VALUE}.")
    private double warmUp = 3;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "The median counts, so a claim needs three; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Largest heap of each JVM, as -Xmx takes it; default: ${DEFAULT-VALUE}.")
    private String heap = "1g";

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the data is made, and removed again; default: the system's folder for such things.")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every result of every round.")
    private Path json = Path.of("");

    /// Prints to `streams`, and looks for etcd on their `PATH`.
    public RpcBenchCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        refuseWhatCannotBe();
        List<Subject> asked = available();
        double loadBefore = load();
        RpcSummary summary = new RpcSummary();
        try (ScratchFolder folder = ScratchFolder.in(dir)) {
            for (int round = 1; round <= rounds; round++) {
                for (Subject subject : asked) {
                    run(round, subject, folder, summary);
                }
            }
        }
        print(String.format(
                Locale.ROOT,
                "%d processors, load %.1f before and %.1f after; median of %d rounds, %s s each%n",
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                load(),
                rounds,
                seconds));
        print(String.format(
                Locale.ROOT,
                "%,d rows, keys of %d bytes, values of %d, scans of %,d rows; %d clients share a connection%n",
                rows,
                BenchRows.KEY_BYTES,
                valueBytes,
                Math.min(rows, scanRows),
                ClosedLoop.CLIENTS_PER_CONNECTION));
        asked.forEach(subject -> print(String.format("%s: %s%n", subject.label(), Durability.of(subject, sync))));
        print(summary.text());
        if (!json.toString().isEmpty()) {
            Files.writeString(json, summary.report().toJson() + "\n");
        }
        refuseFailure(summary);
        return ExitCode.OK.code();
    }

    private void refuseWhatCannotBe() {
        workloads.forEach(RpcWorkload::named);
        subjects.forEach(Subject::named);
        Durability.refuseUnknown(sync);
        for (int count : clients) {
            refuseUnless(
                    count >= 1 && count <= CLIENTS_MAX, "--clients has " + count, "numbers from 1 to " + CLIENTS_MAX);
            refuseUnless(count <= rows, "--rows is " + rows, "at least --clients, so that each has a row to write");
        }
        refuseUnless(rounds >= 1, "--rounds is " + rounds, "at least 1");
        refuseUnless(seconds > 0, "--seconds is " + seconds, "above 0");
        refuseUnless(warmUp >= 0, "--warm-up is " + warmUp, "at least 0");
        refuseUnless(valueBytes >= 1, "--value-bytes is " + valueBytes, "at least 1");
        refuseUnless(scanRows >= 1, "--scan-rows is " + scanRows, "at least 1");
    }

    private static void refuseUnless(boolean isPossible, String found, String expected) {
        if (!isPossible) {
            throw new StoreException.Refused(found + ", but must be " + expected);
        }
    }

    /// The subjects that are there. What is not is said in a line.
    private List<Subject> available() {
        List<Subject> there = new ArrayList<>();
        for (String label : subjects) {
            Subject subject = Subject.named(label);
            if (subject != Subject.ETCD) {
                there.add(subject);
            } else if (!sync.equals(Durability.ALWAYS)) {
                streams.note("etcd is left out: it has no mode without syncs");
            } else if (etcd().isEmpty()) {
                streams.note("etcd is left out: there is no such program on the PATH; apt-get install etcd-server"
                        + " brings one");
            } else {
                there.add(subject);
            }
        }
        refuseUnless(!there.isEmpty(), "--subjects names nothing that can be measured", "one of them at least");
        return there;
    }

    private Optional<EtcdProgram> etcd() {
        return EtcdProgram.find(streams.environment().getOrDefault("PATH", ""));
    }

    private void run(int round, Subject subject, ScratchFolder folder, RpcSummary summary) throws IOException {
        String name = subject.label();
        Path directory = Files.createDirectories(folder.path().resolve(name));
        ChildJvm jvm = new ChildJvm(heap, "");
        try {
            switch (subject) {
                case IN_PROCESS -> runClients(round, plan(subject, "", 0, directory), jvm, summary);
                case CAIRN -> runBeside(round, subject, ServerProcess.cairn(jvm, directory, sync), directory, summary);
                case ETCD -> runBeside(round, subject, etcd().orElseThrow().start(directory), directory, summary);
            }
        } finally {
            folder.remove(name);
        }
    }

    private void runBeside(int round, Subject subject, ServerProcess server, Path directory, RpcSummary summary)
            throws IOException {
        try (server) {
            runClients(
                    round, plan(subject, server.endpoint(), server.pid(), directory), new ChildJvm(heap, ""), summary);
        }
    }

    private void runClients(int round, RpcPlan plan, ChildJvm jvm, RpcSummary summary) throws IOException {
        int code = jvm.run(
                RpcClient.class,
                PLANS.encode(plan).toUtf8(),
                line -> take(round, RESULTS.decode(Bytes.utf8(line)), summary));
        if (code != 0) {
            throw new StoreException.Failed(
                    "the clients of " + plan.subject() + " ended with code " + code + "; their message stands above",
                    new IOException("exit code " + code));
        }
    }

    private RpcPlan plan(Subject subject, String endpoint, long pid, Path directory) {
        return new RpcPlan(
                subject.label(),
                endpoint,
                pid,
                directory.toString(),
                sync,
                workloads,
                clients,
                rows,
                valueBytes,
                scanRows,
                seconds,
                warmUp,
                seed);
    }

    private void take(int round, RpcResult result, RpcSummary summary) {
        summary.add(result);
        String figure = result.isFailed()
                ? "failed: " + result.failure()
                : String.format(Locale.ROOT, "%,12.0f a second", result.perSecond());
        streams.err()
                .println(String.format(
                        Locale.ROOT,
                        "round %d of %d  %-10s  %-6s  %4d clients  %s",
                        round,
                        rounds,
                        result.subject(),
                        result.workload(),
                        result.clients(),
                        figure));
    }

    private void print(String text) {
        try {
            streams.out().write(Bytes.utf8(text).toArray());
            streams.out().flush();
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", "standard output", cause);
        }
    }

    private static void refuseFailure(RpcSummary summary) {
        summary.failureOf(Subject.CAIRN.label())
                .or(() -> summary.failureOf(Subject.IN_PROCESS.label()))
                .ifPresent(failure -> {
                    throw new StoreException.Failed(
                            "this program's own store failed: " + failure.subject() + ", " + failure.workload() + ": "
                                    + failure.failure(),
                            new IOException(failure.failure()));
                });
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
