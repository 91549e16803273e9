package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.merge.MergingCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Memtables as one, which share 80,000 rows so that each step may be one of any.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MergingBenchmark {
    private static final int ROWS = 80_000;

    /// How many there are.
    @Param({"1", "4", "8"})
    int sources;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Memtable> memtables = new ArrayList<>();

    /// Fills them.
    @Setup
    public void fill() {
        for (int i = 0; i < sources; i++) {
            memtables.add(new Memtable(new SplittableRandom(i)));
        }
        Bytes value = BenchRows.value();
        for (int i = 0; i < ROWS; i++) {
            memtables.get(random.nextInt(sources)).add(i + 1, new Mutation.Put(BenchRows.key(i), value));
        }
    }

    /// One entry of a walk through all.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void forwards(Blackhole sink) {
        try (MergingCursor cursor = open()) {
            for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
                sink.consume(cursor.keyArray());
            }
        }
    }

    /// One entry of a walk from the last to the first.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void backwards(Blackhole sink) {
        try (MergingCursor cursor = open()) {
            for (boolean isThere = cursor.last(); isThere; isThere = cursor.previous()) {
                sink.consume(cursor.keyArray());
            }
        }
    }

    /// A cursor opened and put on a key.
    @Benchmark
    public boolean seeking() {
        try (MergingCursor cursor = open()) {
            return cursor.seek(InternalKey.search(BenchRows.key(random.nextInt(ROWS)), EntryTag.SEQUENCE_MAX));
        }
    }

    private MergingCursor open() {
        List<EntryCursor> cursors = new ArrayList<>();
        memtables.forEach(each -> cursors.add(each.cursor()));
        return new MergingCursor(cursors);
    }
}
