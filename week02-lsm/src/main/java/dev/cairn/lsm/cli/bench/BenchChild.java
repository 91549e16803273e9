package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The process of one engine and one round: runs the workloads of a [BenchPlan], which comes as its argument, and
/// prints each [BenchResult] as a line of JSON.
public final class BenchChild {
    private static final Codec<BenchPlan> PLANS = Codecs.json(BenchPlan.class);
    private static final Codec<BenchResult> RESULTS = Codecs.json(BenchResult.class);
    private static final int KILLED = 137;

    private final BenchPlan plan;
    private final BenchStore.Opener opener;
    private final PrintStream out;

    private BenchChild(BenchPlan plan, BenchStore.Opener opener, PrintStream out) {
        this.plan = plan;
        this.opener = opener;
        this.out = out;
    }

    /// Runs the plan in `args[0]`.
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        BenchPlan plan = PLANS.decode(Bytes.utf8(args[0]));
        Class<?> opener = Class.forName(plan.opener());
        BenchChild child = new BenchChild(
                plan, (BenchStore.Opener) opener.getDeclaredConstructor().newInstance(), out);
        if (plan.isRecovering()) {
            child.recover();
        } else {
            child.run();
        }
    }

    private void run() throws IOException, InterruptedException {
        List<Workload> workloads =
                plan.workloads().stream().map(Workload::named).toList();
        if (plan.warmUp() > 0) {
            runAll(workloads, Path.of(plan.directory(), "warm-up"), (long) (plan.rows() * plan.warmUp()), false);
        }
        runAll(workloads, Path.of(plan.directory(), "measured"), plan.rows(), true);
    }

    private void runAll(List<Workload> workloads, Path directory, long rows, boolean isMeasured)
            throws IOException, InterruptedException {
        @Nullable BenchStore store = null;
        Path used = directory;
        int filled = 0;
        for (Workload workload : workloads) {
            if (store == null || workload.kind() != Workload.Kind.USE) {
                close(store);
                used = directory.resolve(Integer.toString(++filled));
                Files.createDirectories(used);
                boolean isSynced = workload.kind() == Workload.Kind.SYNCED_FILL;
                store = opener.open(used, isSynced ? plan.setting().synced() : plan.setting());
            }
            Stopwatch stopwatch = new Stopwatch();
            long found = new WorkloadRun(store, workload, rows, plan.valueBytes(), plan.seed(), stopwatch).run();
            if (isMeasured) {
                print(stopwatch.result(plan.engine(), workload, found, used));
            }
        }
        if (plan.isKilled() && isMeasured) {
            out.flush();
            Runtime.getRuntime().halt(KILLED);
        }
        close(store);
    }

    /// From the start of the opening to the first answer; then, not measured, all rows are counted.
    private void recover() {
        Path directory = Path.of(plan.directory(), "measured", "1");
        Stopwatch stopwatch = new Stopwatch();
        var latencies = Stopwatch.histogram();
        long since = System.nanoTime();
        try (BenchStore store = opener.open(directory, plan.setting())) {
            store.get(BenchKeys.key(0));
            stopwatch.lap(latencies, since);
            stopwatch.add(latencies);
            BenchResult opened = stopwatch.result(plan.engine(), Workload.RECOVER, 0, directory);
            print(withFound(opened, missing(store)));
        }
    }

    /// How many of the acknowledged rows are missing.
    private long missing(BenchStore store) {
        BenchKeys keys = new BenchKeys(plan.seed(), plan.valueBytes());
        long missing = 0;
        for (long i = 0; i < Workload.RECOVER.operations(plan.rows()); i++) {
            missing += store.get(BenchKeys.key(keys.any(plan.rows()))) < 0 ? 1 : 0;
            keys.value();
        }
        return missing;
    }

    private static BenchResult withFound(BenchResult r, long found) {
        return new BenchResult(
                r.engine(),
                r.workload(),
                r.threads(),
                r.operations(),
                r.nanos(),
                r.cpuNanos(),
                r.p50Nanos(),
                r.p95Nanos(),
                r.p99Nanos(),
                r.p999Nanos(),
                r.maxNanos(),
                found,
                r.peakBytes(),
                r.storedBytes());
    }

    private void print(BenchResult result) {
        out.println(RESULTS.encode(result).toUtf8());
        out.flush();
    }

    private static void close(@Nullable BenchStore store) {
        if (store != null) {
            store.close();
        }
    }
}
