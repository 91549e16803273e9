package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Changes that go into memory, and gets from there: the memtable beside two maps of the JDK.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MemtableBenchmark {
    /// Who keeps the rows.
    @Param({"memtable", "ConcurrentSkipListMap", "TreeMap"})
    String rows = "";

    /// How many there are.
    @Param("100000")
    int entries;

    /// The order in which they come.
    @Param({"ascending", "random"})
    String order = "";

    private final SplittableRandom random = new SplittableRandom(1);
    private final Bytes value = BenchRows.value();
    private Bytes[] keys = {};
    private SortedRows filled = SortedRows.named("TreeMap");

    /// Makes keys, and rows to look for.
    @Setup
    public void fill() {
        int[] numbers = BenchRows.numbers(entries, order.equals("random"));
        keys = new Bytes[entries];
        for (int i = 0; i < entries; i++) {
            keys[i] = BenchRows.key(numbers[i]);
        }
        filled = inserting();
    }

    /// All rows put, one after the other, into rows that are empty at first.
    @Benchmark
    public SortedRows inserting() {
        SortedRows target = SortedRows.named(rows);
        for (Bytes key : keys) {
            target.put(key, value);
        }
        return target;
    }

    /// A get of a key that is there, in random order.
    @Benchmark
    public Object getting() {
        return filled.get(keys[random.nextInt(entries)]);
    }
}
