package dev.cairn.lsm.threads;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.LogOptions;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/// A whole [LsmStore] on a simulated disk, which is flushed all the time and merges its tables.
///
/// Thread-safe.
public final class StoredRows extends TwoRows {
    private static final LsmOptions OPTIONS = LsmOptions.balanced()
            .withMemtableBytes(1024)
            .withLog(new LogOptions(1 << 20, 0))
            .withCompaction(Rewriting.whenThereAre(2));

    private final SimFileSystem system = SimFileSystem.empty();
    private final LsmStore store = open(system);

    @Override
    void write(int key, int value) {
        store.write(change(WriteBatch.builder(), key, value).build());
    }

    @Override
    int read(int key) {
        return number(store.get(cell(key)));
    }

    @Override
    int readBoth() {
        try (Snapshot snapshot = store.snapshot()) {
            return bothIn(snapshot);
        }
    }

    /// Sets both keys at once.
    @Operation
    public void setBoth(@Param(name = "value") int first, @Param(name = "value") int second) {
        store.write(change(change(WriteBatch.builder(), 1, first), 2, second).build());
    }

    /// Sets one key if it has the expected value.
    @Operation
    public boolean swap(
            @Param(name = "key") int key, @Param(name = "value") int expected, @Param(name = "value") int value) {
        return store.compareAndSet(cell(key), optional(expected), optional(value));
    }

    /// Nothing that a reader could see.
    @Operation
    public void flush() {
        store.flush();
    }

    /// A kill of the process now would leave what is there now.
    @Validate
    public void disk_holds_what_was_acknowledged() {
        int recovered = bothIn(open(SimFileSystem.startedOn(system.freeze())));
        Check.that(recovered == bothIn(store), "the disk holds %s, the store %s", recovered, bothIn(store));
    }

    private static Optional<Bytes> optional(int value) {
        return value == 0 ? Optional.empty() : Optional.of(cell(value));
    }

    private static WriteBatch.Builder change(WriteBatch.Builder batch, int key, int value) {
        return value == 0 ? batch.delete(cell(key)) : batch.put(cell(key), cell(value));
    }

    private static LsmStore open(SimFileSystem system) {
        return LsmStore.open(
                system.disk("db"), OPTIONS, new Env(Clock.system(), new Inline(), new SplittableRandom(1)));
    }

    /// Does a job at once, all of it, on the thread that starts it. Stateless.
    private static final class Inline implements Background {
        @Override
        public Handle start(Job job) {
            while (!(job.step() instanceof Job.Next.Done)) {
                Thread.onSpinWait();
            }
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
