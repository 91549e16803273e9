package dev.cairn.engine;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.lsm.table.TableOptions;
import java.nio.file.Path;
import java.util.Optional;

/// The complete engine, for a program that embeds it: a sorted map on disk, with what it needs to run.
///
/// ```java
/// try (EngineStore store = EngineStore.open(Path.of("data"))) {
///     store.put(Bytes.utf8("user:7"), Bytes.utf8("Ada"));
///     store.get(Bytes.utf8("user:7")).ifPresent(name -> System.out.println(name.toUtf8()));
/// }
/// ```
///
/// It owns its threads and its cache, unless that is shared, and gives them back when it is closed.
///
/// Thread-safe.
public final class EngineStore implements KeyValueStore {
    private final LsmStore store;
    private final Env env;
    private final long bytesBefore;

    private EngineStore(LsmStore store, Env env) {
        this.store = store;
        this.env = env;
        this.bytesBefore = EngineStats.weight(store.stats());
    }

    /// Opens the store in `directory`, or makes one, with [EngineSettings#balanced].
    ///
    /// @throws dev.cairn.common.store.StoreException as [LsmStore#open] says
    public static EngineStore open(Path directory) {
        return open(directory, EngineSettings.balanced());
    }

    /// The same with other settings.
    public static EngineStore open(Path directory, EngineSettings settings) {
        return open(directory, settings, settings.newCache());
    }

    /// The same with a cache that several stores share, which [EngineSettings#newCache] makes: what one
    /// of them does not read makes room for the others, and nobody closes it.
    public static EngineStore open(Path directory, EngineSettings settings, BlockCache shared) {
        return open(Disk.at(directory), settings.toOptions(shared));
    }

    /// The store in `disk`, or a new one.
    public static EngineStore open(Disk disk, LsmOptions options) {
        Env env = Env.real(LsmOptions.THREADS);
        try {
            return new EngineStore(LsmStore.open(disk, options, env), env);
        } catch (RuntimeException | Error failure) {
            env.close();
            throw failure;
        }
    }

    /// How tables are read where a store is only looked at: blocks of every compression, without filter
    /// and cache.
    public static TableOptions readingOptions() {
        return EngineParts.readOnly();
    }

    /// How tables are read where a store is checked, and written where it is repaired: as [#readingOptions] says,
    /// and with filters.
    public static TableOptions checkingOptions() {
        return EngineParts.checking();
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range);
    }

    @Override
    public Snapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public void write(WriteBatch batch) {
        store.write(batch);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store.compareAndSet(key, expected, replacement);
    }

    /// Merges all that the tables hold of `range`, as [LsmStore#compact] says.
    public MergeCounts compact(KeyRange range) {
        return store.compact(range);
    }

    /// What it holds and has done.
    public EngineStats stats() {
        return EngineStats.of(store.stats(), bytesBefore);
    }

    /// The store below, for what only it can do: flush, checkpoints, writes that are acknowledged later.
    public LsmStore lsm() {
        return store;
    }

    @Override
    public void close() {
        try {
            store.close();
        } finally {
            env.close();
        }
    }
}
