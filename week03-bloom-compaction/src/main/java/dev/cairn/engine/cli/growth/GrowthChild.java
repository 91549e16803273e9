package dev.cairn.engine.cli.growth;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStats;
import dev.cairn.engine.EngineStore;
import dev.cairn.lsm.cli.bench.system.OwnProcess;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// The process that loads a store: it has the small heap, and `lowMemory` settings. It prints a line for each
/// [GrowthSlice], and one for the [GrowthEnd].
public final class GrowthChild {
    static final String SLICE = "slice ";
    static final String END = "end ";

    private final GrowthPlan plan;
    private final PrintStream out;
    private final ShuffledNumbers order;

    GrowthChild(GrowthPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        this.order = new ShuffledNumbers(plan.rows(), plan.seed());
    }

    /// Runs the plan in `args[0]`.
    public static void main(String[] args) {
        new GrowthChild(Codecs.json(GrowthPlan.class).decode(Bytes.utf8(args[0])), System.out).run();
    }

    /// Loads and then scans.
    void run() {
        EngineSettings settings =
                EngineSettings.lowMemory().with().sync(SyncPolicy.never()).build();
        try (EngineStore store = EngineStore.open(Path.of(plan.directory()), settings)) {
            long rows = 0;
            for (int slice = 0; slice < plan.slices(); slice++) {
                GrowthSlice done = load(store, rows, plan.endOf(slice));
                print(SLICE + Codecs.json(GrowthSlice.class).encode(done).toUtf8());
                rows = done.rows();
            }
            print(END + Codecs.json(GrowthEnd.class).encode(scan(store)).toUtf8());
        }
    }

    private GrowthSlice load(EngineStore store, long from, long to) {
        long waitsBefore = waits(store.stats());
        long since = System.nanoTime();
        for (long i = from; i < to; i++) {
            long number = order.at(i);
            store.put(key(number), value(number));
        }
        long nanos = System.nanoTime() - since;
        EngineStats stats = store.stats();
        long written = stats.bytesFlushed() + stats.lsm().compactions().counts().bytesWritten();
        return new GrowthSlice(to, to - from, nanos, waits(stats) - waitsBefore, written);
    }

    private static long waits(EngineStats stats) {
        return stats.lsm().stalls() + stats.lsm().pauses();
    }

    /// Rows that are as they were put are found: one that is missing, or that has another value, is not.
    private GrowthEnd scan(EngineStore store) {
        long since = System.nanoTime();
        long found = 0;
        try (Cursor cursor = store.scan(KeyRange.all())) {
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                long number = Long.parseLong(cursor.key().toUtf8());
                found += cursor.value().equals(value(number)) ? 1 : 0;
            }
        }
        return new GrowthEnd(found, System.nanoTime() - since, OwnProcess.peakBytes());
    }

    private static Bytes key(long number) {
        byte[] digits = new byte[GrowthPlan.KEY_BYTES];
        long rest = number;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return Bytes.wrap(digits);
    }

    /// Of chance, and the same for the same row.
    private Bytes value(long number) {
        byte[] value = new byte[plan.valueBytes()];
        new SplittableRandom(number).nextBytes(value);
        return Bytes.wrap(value);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
