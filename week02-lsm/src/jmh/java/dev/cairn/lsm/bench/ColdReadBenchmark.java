package dev.cairn.lsm.bench;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The first hundred gets from a store that was just opened, when the system has forgotten its table of 500,000
/// rows, but for footer and index, which the opening of a table reads. Needs the `dd` of Linux, which asks the
/// system to forget.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 40)
@Fork(1)
public class ColdReadBenchmark {
    private static final int ROWS = 500_000;
    private static final int GETS = 100;

    /// Whether the system is asked to forget.
    @Param({"true", "false"})
    boolean isCold;

    private final Path directory = BenchRows.newDirectory();
    private final Env env = Env.real(1);
    private final SplittableRandom random = new SplittableRandom(1);
    private LsmStore store;

    /// Fills one table.
    @Setup
    public void fill() {
        store = open();
        for (int i = 0; i < ROWS; i++) {
            var _ = store.submitWrite(WriteBatch.builder()
                    .put(BenchRows.key(i), BenchRows.value())
                    .build());
        }
        store.flush();
    }

    /// Lets the system forget, and the store read footer and index again.
    @Setup(Level.Invocation)
    public void forget() throws IOException, InterruptedException {
        List<String> tables =
                store.files().stream().filter(name -> name.endsWith(".sst")).toList();
        store.close();
        for (String table : isCold ? tables : List.<String>of()) {
            String target = "of=" + directory.resolve(table);
            new ProcessBuilder("dd", target, "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        store = open();
        store.get(BenchRows.key(0));
    }

    /// Removes it.
    @TearDown
    public void close() {
        store.close();
        env.close();
        BenchRows.remove(directory);
    }

    /// A get of a key that is there, somewhere.
    @Benchmark
    @OperationsPerInvocation(GETS)
    public void getting(Blackhole sink) {
        for (int i = 0; i < GETS; i++) {
            sink.consume(store.get(BenchRows.key(random.nextInt(ROWS))));
        }
    }

    private LsmStore open() {
        return LsmStore.open(
                Disk.at(directory), LsmOptions.balanced().withMemtableBytes(256 << 20), env);
    }
}
