package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.commit.InlineBackground;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/// A whole [LoggedMapStore] on a simulated disk, which writes a checkpoint after nearly every group.
///
/// Thread-safe.
public final class StoredMap extends MapOperations {
    private static final LoggedMapOptions OPTIONS = LoggedMapOptions.DEFAULT.withCheckpointLogBytes(40);

    private final SimFileSystem system = SimFileSystem.empty();
    private final LoggedMapStore store = open(system);

    @Override
    void write(WriteBatch batch) {
        store.write(batch);
    }

    @Override
    boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store.compareAndSet(key, expected, replacement);
    }

    @Override
    Pair read() {
        try (Snapshot snapshot = store.snapshot()) {
            return pairIn(snapshot);
        }
    }

    /// Nothing that a reader could see.
    @Operation
    public void sync() {
        store.sync();
    }

    /// Nothing that a reader could see.
    @Operation
    public void checkpoint() {
        store.checkpoint();
    }

    /// A kill of the process now would leave what is there now.
    @Validate
    public void disk_holds_what_was_acknowledged() {
        SimFileSystem afterwards = SimFileSystem.startedOn(system.freeze());
        Pair recovered = pairIn(open(afterwards));
        Check.that(recovered.equals(pairIn(store)), "the disk holds %s, the store %s", recovered, pairIn(store));
    }

    private static Pair pairIn(ReadView view) {
        return new Pair(view.get(cell(1)), view.get(cell(2)));
    }

    private static LoggedMapStore open(SimFileSystem system) {
        Disk disk = system.disk("db");
        return LoggedMapStore.open(
                disk, OPTIONS, new Env(Clock.system(), new InlineBackground(), new SplittableRandom(1)));
    }
}
