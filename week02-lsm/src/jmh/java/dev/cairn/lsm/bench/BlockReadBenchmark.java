package dev.cairn.lsm.bench;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A block of 4 KiB, somewhere in a file of 16 MiB that the system has in memory, by a call and in mapped memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class BlockReadBenchmark {
    private static final int BLOCK_BYTES = 4096;
    private static final int BLOCKS = 4096;
    private static final String NAME = "blocks";

    private final Path directory = BenchRows.newDirectory();
    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] block = new byte[BLOCK_BYTES];
    private ReadFile file;
    private MemorySegment mapped = MemorySegment.NULL;

    /// Writes the file and maps it.
    @Setup
    public void write() throws IOException {
        Disk disk = Disk.at(directory);
        try (AppendFile target = disk.create(NAME)) {
            for (int i = 0; i < BLOCKS; i++) {
                random.nextBytes(block);
                target.append(ByteBuffer.wrap(block));
            }
        }
        file = disk.open(NAME);
        mapped = file.slice(0, (long) BLOCKS * BLOCK_BYTES);
    }

    /// Removes it.
    @TearDown
    public void close() throws IOException {
        file.close();
        BenchRows.remove(directory);
    }

    /// Read into an array.
    @Benchmark
    public byte[] called() throws IOException {
        file.read((long) random.nextInt(BLOCKS) * BLOCK_BYTES, ByteBuffer.wrap(block));
        return block;
    }

    /// Copied from mapped memory into an array.
    @Benchmark
    public byte[] mappedAndCopied() {
        MemorySegment.copy(
                mapped,
                ValueLayout.JAVA_BYTE,
                (long) random.nextInt(BLOCKS) * BLOCK_BYTES,
                block,
                0,
                BLOCK_BYTES);
        return block;
    }
}
