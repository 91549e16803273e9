package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// An open store in a world of one thread, where nothing may block.
///
/// A store with a non-blocking core is driven through it: the operation is submitted, and the world runs until it
/// has its answer. Blocking calls ([KeyValueStore#close], acts) are made only when nothing is under way.
final class LiveStore {
    private static final String DIRECTORY = "db";
    private static final int EVENTS_MAX = 100_000;
    private static final Bytes NO_KEY = Bytes.utf8("~none");

    private final World world;
    private final Env env;
    private final Disk disk;
    private final KeyValueStore store;

    private LiveStore(World world, Env env, Disk disk, KeyValueStore store) {
        this.world = world;
        this.env = env;
        this.disk = disk;
        this.store = store;
    }

    /// Opens the store as a new process on `files`.
    static LiveStore open(Subject subject, World world, SimFileSystem files) {
        Env env = world.env();
        Disk disk = files.disk(DIRECTORY);
        try {
            return new LiveStore(world, env, disk, subject.opener().open(disk, env));
        } catch (RuntimeException | Error e) {
            env.close();
            throw e;
        }
    }

    KeyValueStore store() {
        return store;
    }

    Disk disk() {
        return disk;
    }

    /// Writes, and waits by letting the world go on.
    void write(WriteBatch batch) {
        await(begin(batch));
    }

    /// Writes without waiting, where the store can do that.
    CompletableFuture<Void> begin(WriteBatch batch) {
        if (store instanceof StoreCore core) {
            return core.submitWrite(batch);
        }
        store.write(batch);
        return CompletableFuture.completedFuture(null);
    }

    boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store instanceof StoreCore core
                ? await(core.submitCompareAndSet(key, expected, replacement))
                : store.compareAndSet(key, expected, replacement);
    }

    boolean act(Subject.Act act) {
        drain();
        return act.run(store);
    }

    /// Closes the store cleanly, and then its process.
    void close() {
        drain();
        try {
            store.close();
        } finally {
            env.close();
        }
    }

    /// What dies with the process besides its handles.
    void kill() {
        env.close();
    }

    /// Waits until everything submitted has its answer: a comparison that fails comes last in line and changes nothing.
    private void drain() {
        if (store instanceof StoreCore core) {
            CompletableFuture<Boolean> last =
                    core.submitCompareAndSet(NO_KEY, Optional.of(Bytes.EMPTY), Optional.of(Bytes.EMPTY));
            try {
                await(last);
            } catch (StoreException _) {
                world.note("client", "the store is past writing");
            }
        }
    }

    /// The answer, once the world has gone on long enough.
    <T> T await(CompletableFuture<T> answer) {
        for (int events = 0; !answer.isDone(); events++) {
            if (events > EVENTS_MAX || !world.runOne()) {
                throw new Finding(
                        Invariant.LIVE,
                        "an operation has no answer after " + events + " background steps, and none is left");
            }
        }
        try {
            return answer.join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof StoreException failure ? failure : wrapped;
        }
    }
}
