package dev.cairn.wal.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteOptions;
import org.iq80.leveldb.impl.Iq80DBFactory;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// The puts of [PutBenchmark] on two other stores that write the same log format.
///
/// They are more than week 1 is: behind the log they write tables, and then let the log go. Synced is our `always`;
/// otherwise it is our `never`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PeerPutBenchmark {
    private static final int KEYS_EACH = 1_000;

    /// Google's LevelDB through JNI, or the one in Java.
    @Param({"google", "java"})
    String leveldb = "";

    /// Length of a value.
    @Param("100")
    int bytes;

    /// Whether a put is acknowledged only when it is durable.
    @Param({"true", "false"})
    boolean synced;

    private final BenchDirectory directory = BenchDirectory.open();
    private final AtomicInteger writers = new AtomicInteger();
    private byte[] value = {};
    private WriteOptions write = new WriteOptions();
    private DB store;

    /// Opens an empty store.
    @Setup
    public void open() throws IOException {
        value = BenchDirectory.value(bytes).toArray();
        write = new WriteOptions().sync(synced);
        DBFactory factory = leveldb.equals("google") ? JniDBFactory.factory : Iq80DBFactory.factory;
        directory.disk().makeDirectory();
        store = factory.open(Path.of(directory.disk().describe("")).toFile(), new Options());
    }

    /// Removes it.
    @TearDown
    public void close() throws IOException {
        store.close();
        directory.close();
    }

    /// The keys of one writer, overwritten in turn.
    @State(Scope.Thread)
    public static class Writer {
        private final byte[][] keys = new byte[KEYS_EACH][];
        private int next;

        /// Makes the keys.
        @Setup
        public void makeKeys(PeerPutBenchmark benchmark) {
            int first = benchmark.writers.getAndIncrement() * KEYS_EACH;
            for (int i = 0; i < KEYS_EACH; i++) {
                keys[i] = BenchDirectory.key(first + i).toArray();
            }
        }

        private byte[] nextKey() {
            next = next + 1 < KEYS_EACH ? next + 1 : 0;
            return keys[next];
        }
    }

    /// One writer.
    @Benchmark
    @Threads(1)
    public void writers1(Writer writer) {
        store.put(writer.nextKey(), value, write);
    }

    /// Eight writers.
    @Benchmark
    @Threads(8)
    public void writers8(Writer writer) {
        store.put(writer.nextKey(), value, write);
    }

    /// Thirty-two writers.
    @Benchmark
    @Threads(32)
    public void writers32(Writer writer) {
        store.put(writer.nextKey(), value, write);
    }
}
