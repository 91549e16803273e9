package dev.cairn.bloom.bench;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.bloom.BloomFilter;
import dev.cairn.bloom.BloomSize;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.table.filter.FilterPolicy;
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

/// What it costs to make a filter, to ask it for a key that is there, and for one that is not: the classical
/// filter beside that of tables, of so many keys at one in a hundred.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FilterBenchmark {
    private static final int ASKED = 1 << 16;
    private static final int ADDED = 10_000;

    @Param({"10000", "1000000", "20000000"})
    private int keys;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Bytes[] present = new Bytes[ASKED];
    private final Bytes[] missing = new Bytes[ASKED];
    private BloomFilter classical = BloomFilter.of(0, BloomSize.of(BloomSize.DEFAULT_RATE));
    private FilterPolicy.Filter blocked = FilterPolicy.Filter.none();
    private int next;

    /// Fills both filters with the even numbers.
    @Setup
    public void fill() {
        classical = BloomFilter.of(keys, BloomSize.of(BloomSize.DEFAULT_RATE));
        FilterPolicy.Builder builder = BlockedBloom.at(BloomSize.DEFAULT_RATE).builder();
        for (int i = 0; i < keys; i++) {
            classical.add(key(2L * i));
            add(builder, key(2L * i));
        }
        blocked = BlockedBloom.at(BloomSize.DEFAULT_RATE).open(builder.finish().asSegment());
        for (int i = 0; i < ASKED; i++) {
            long number = 2L * random.nextInt(keys);
            present[i] = key(number);
            missing[i] = key(number + 1);
        }
    }

    /// Asked for a key that is there.
    @Benchmark
    public boolean classicalHit() {
        return classical.mayContain(present[next++ & (ASKED - 1)]);
    }

    /// Asked for a key that is not there.
    @Benchmark
    public boolean classicalMiss() {
        return classical.mayContain(missing[next++ & (ASKED - 1)]);
    }

    /// Asked for a key that is there.
    @Benchmark
    public boolean blockedHit() {
        return blocked.mayContain(present[next++ & (ASKED - 1)]);
    }

    /// Asked for a key that is not there.
    @Benchmark
    public boolean blockedMiss() {
        return blocked.mayContain(missing[next++ & (ASKED - 1)]);
    }

    /// Made of ten thousand keys, for each of them.
    @Benchmark
    @OperationsPerInvocation(ADDED)
    public BloomFilter classicalAdd() {
        BloomFilter filter = BloomFilter.of(ADDED, BloomSize.of(BloomSize.DEFAULT_RATE));
        for (int i = 0; i < ADDED; i++) {
            filter.add(present[i]);
        }
        return filter;
    }

    /// Made of ten thousand keys, for each of them.
    @Benchmark
    @OperationsPerInvocation(ADDED)
    public Bytes blockedAdd() {
        FilterPolicy.Builder builder = BlockedBloom.at(BloomSize.DEFAULT_RATE).builder();
        for (int i = 0; i < ADDED; i++) {
            add(builder, present[i]);
        }
        return builder.finish();
    }

    private static void add(FilterPolicy.Builder builder, Bytes key) {
        builder.add(key.toArray(), 0, key.length());
    }

    private static Bytes key(long number) {
        return Bytes.utf8("user%012d".formatted(number));
    }
}
