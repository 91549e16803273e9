package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.lsm.cli.bench.system.PageCache;
import dev.cairn.lsm.cli.bench.system.Quiet;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The process of one engine and one round: runs the workloads of a [BenchPlan], which comes as its argument, and
/// prints each [BenchResult] as a line of JSON.
public final class BenchChild {
    private static final Codec<BenchPlan> PLANS = Codecs.json(BenchPlan.class);
    private static final Codec<BenchResult> RESULTS = Codecs.json(BenchResult.class);
    private static final int KILLED = 137;

    /// Folders below that of the plan.
    static final String WARM_UP = "warm-up";

    static final String MEASURED = "measured";

    private final BenchPlan plan;
    private final BenchStore.Opener opener;
    private final PrintStream out;
    private final PrintStream err;

    /// @param out takes the results
    /// @param err takes the stack traces of failures, if they are to be shown
    BenchChild(BenchPlan plan, BenchStore.Opener opener, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.opener = opener;
        this.out = out;
        this.err = err;
    }

    /// Runs the plan in `args[0]`.
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        BenchPlan plan = PLANS.decode(Bytes.utf8(args[0]));
        Class<?> opener = Class.forName(plan.opener());
        new BenchChild(plan, (BenchStore.Opener) opener.getDeclaredConstructor().newInstance(), out, System.err).run();
    }

    /// Runs all that is planned. What the store cannot do is a result as well.
    void run() throws IOException, InterruptedException {
        if (plan.isRecovering()) {
            print(recover());
            return;
        }
        if (plan.warmUp() > 0) {
            runAll(Path.of(plan.directory(), WARM_UP), (long) (plan.rows() * plan.warmUp()), false);
        }
        runAll(Path.of(plan.directory(), MEASURED), plan.rows(), true);
    }

    private void runAll(Path directory, long rows, boolean isMeasured) throws IOException, InterruptedException {
        try (Stores stores = new Stores(directory, rows, isMeasured)) {
            for (String label : plan.workloads()) {
                BenchResult result = stores.run(Workload.named(label));
                if (isMeasured) {
                    print(result);
                }
            }
            if (plan.isKilled() && isMeasured) {
                out.flush();
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    /// From the start of the opening to the first answer; then, not measured, all rows are counted.
    private BenchResult recover() {
        Path directory = Path.of(plan.directory(), MEASURED, "1");
        var latencies = Stopwatch.histogram();
        Stopwatch stopwatch = new Stopwatch();
        long since = System.nanoTime();
        try (BenchStore store = opener.open(directory, plan.setting())) {
            store.get(BenchKeys.key(0));
            stopwatch.lap(latencies, since);
            stopwatch.add(latencies);
            stopwatch.stop(_ -> 0);
            return stopwatch
                    .result(plan.engine(), Workload.RECOVER, 0, 0, directory)
                    .withFound(missing(store));
        } catch (RuntimeException | Error thrown) {
            return failed(Workload.RECOVER, thrown, plan.isDebugging());
        }
    }

    /// How many of the acknowledged rows are missing.
    private long missing(BenchStore store) {
        BenchKeys keys =
                new BenchKeys(plan.seed(), plan.valueBytes(), plan.setting().packing());
        long missing = 0;
        for (long i = 0; i < Workload.RECOVER.operations(plan.rows()); i++) {
            missing += store.get(BenchKeys.key(keys.any(plan.rows()))) < 0 ? 1 : 0;
            keys.value();
        }
        return missing;
    }

    private BenchResult failed(Workload workload, Throwable thrown, boolean isShown) {
        if (isShown) {
            thrown.printStackTrace(err);
        }
        String kind = thrown.getClass().getSimpleName();
        String why = Optional.ofNullable(thrown.getMessage())
                .map(message -> kind + ": " + message.replaceAll("\\s+", " "))
                .orElse(kind);
        return BenchResult.failed(plan.engine(), workload, why);
    }

    private void print(BenchResult result) {
        out.println(RESULTS.encode(result).toUtf8());
        out.flush();
    }

    /// The stores of one pass, one after the other, each in a directory of its own. Confined to one thread.
    private final class Stores implements AutoCloseable {
        private final Path directory;
        private final long rows;
        private final boolean isMeasured;
        private int filled;
        private Path used;
        private @Nullable BenchStore store;

        Stores(Path directory, long rows, boolean isMeasured) {
            this.directory = directory;
            this.rows = rows;
            this.isMeasured = isMeasured;
            this.used = directory;
        }

        /// Nothing goes on with a store that was not filled.
        BenchResult run(Workload workload) throws IOException, InterruptedException {
            boolean fills = workload.isFilling();
            if (fills) {
                close();
                used = directory.resolve(Integer.toString(++filled));
                Files.createDirectories(used);
            }
            try {
                if (workload.kind() == Workload.Kind.COLD_USE) {
                    forget();
                }
                return measured(workload, fills ? open(workload) : opened());
            } catch (ExecutionException failure) {
                Throwable thrown = Objects.requireNonNull(failure.getCause());
                if (fills) {
                    closeAfter(thrown);
                }
                return failed(workload, thrown, isMeasured && plan.isDebugging());
            }
        }

        private BenchResult measured(Workload workload, BenchStore open)
                throws InterruptedException, ExecutionException {
            Stopwatch stopwatch = new Stopwatch();
            WorkloadRun run = new WorkloadRun(open, workload, rows, plan, stopwatch);
            run.go();
            boolean isBehind = isMeasured && plan.isSettled() && run.putBytes() > 0;
            stopwatch.stop(max -> isBehind ? Quiet.ofThisProcess().await(max) : 0);
            return stopwatch.result(plan.engine(), workload, run.found(), run.putBytes(), used);
        }

        /// The store is closed and opened again; in between the system forgets its files.
        private void forget() throws InterruptedException, ExecutionException {
            opened();
            close();
            try {
                PageCache.forget(used);
            } catch (UncheckedIOException failure) {
                throw new ExecutionException(failure);
            }
            open(Workload.READCOLD);
        }

        private BenchStore open(Workload workload) throws ExecutionException {
            boolean isSynced = workload.kind() == Workload.Kind.SYNCED_FILL;
            try {
                BenchStore opened = opener.open(used, isSynced ? plan.setting().synced() : plan.setting());
                store = opened;
                return opened;
            } catch (RuntimeException | Error thrown) {
                throw new ExecutionException(thrown);
            }
        }

        private BenchStore opened() throws ExecutionException {
            if (store == null) {
                throw new ExecutionException(new IllegalStateException("no workload has filled a store for it"));
            }
            return store;
        }

        private void closeAfter(Throwable thrown) {
            try {
                close();
            } catch (RuntimeException | Error another) {
                thrown.addSuppressed(another);
            }
        }

        @Override
        public void close() {
            BenchStore last = store;
            store = null;
            if (last != null) {
                last.close();
            }
        }
    }
}
