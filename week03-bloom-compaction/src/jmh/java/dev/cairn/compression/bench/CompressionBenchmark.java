package dev.cairn.compression.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.compression.Zstandard;
import dev.cairn.lsm.table.compression.Compression;
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

/// A block of 4 KiB, packed and unpacked; half of it is text that repeats itself, the rest is chance.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompressionBenchmark {
    private static final int BLOCK_BYTES = 4096;

    /// `none`, `snappy`, `zstd1` or `zstd3`.
    @Param({"none", "snappy", "zstd1", "zstd3"})
    public String kind = "none";

    private Compression compression = Compression.none();
    private Compression.Packer packer = compression.packer();
    private Bytes block = Bytes.EMPTY;
    private byte[] packed = {};

    /// Makes the block, and packs it once.
    @Setup
    public void prepare() {
        compression = switch (kind) {
            case "snappy" -> Compression.snappy();
            case "zstd1" -> Zstandard.fastest();
            case "zstd3" -> Zstandard.ofLevel(3);
            default -> Compression.none();
        };
        packer = compression.packer();
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < BLOCK_BYTES) {
            text.append("user").append(random.nextInt(1000)).append("=value ").append(random.nextInt());
        }
        block = Bytes.utf8(text.substring(0, BLOCK_BYTES));
        packed = packer.pack(block).toArray();
    }

    /// Packs it.
    @Benchmark
    public Bytes pack() {
        return packer.pack(block);
    }

    /// Unpacks it.
    @Benchmark
    public byte[] unpack() {
        return compression.unpack(packed, BLOCK_BYTES);
    }
}
