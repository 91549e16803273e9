package dev.cairn.engine.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStats;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import java.util.List;
import java.util.stream.Stream;

/// An open store, with what week 3 adds to it. As thread-safe as the store below.
final class TunedStore implements WritableStore {
    private static final double NANOS_PER_SECOND = 1e9;

    private final WritableStore store;
    private final LsmStore lsm;
    private final EngineSettings settings;
    private final String origin;
    private final long bytesBefore;

    /// @param store whose core is an [LsmStore]
    /// @param origin where the settings come from, for a person
    TunedStore(WritableStore store, EngineSettings settings, String origin) {
        this.origin = origin;
        this.store = store;
        this.lsm = (LsmStore) store.core();
        this.settings = settings;
        this.bytesBefore = EngineStats.weight(lsm.stats());
    }

    @Override
    public KeyValueStore store() {
        return lsm;
    }

    @Override
    public StoreCore core() {
        return lsm;
    }

    @Override
    public List<String> notes() {
        return store.notes();
    }

    @Override
    public Report stats() {
        return TunedReport.of(EngineStats.of(lsm.stats(), bytesBefore), settings, origin, store.stats());
    }

    @Override
    public List<Engine.Operation> operations() {
        return Stream.concat(store.operations().stream(), Stream.of(TunedEngine.MERGE))
                .toList();
    }

    @Override
    public Report perform(String operation) {
        return operation.equals(TunedEngine.COMPACT) ? compact(KeyRange.all()) : store.perform(operation);
    }

    @Override
    public Report compact(KeyRange range) {
        long start = System.nanoTime();
        MergeCounts counts = lsm.compact(range);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return new Report()
                .with("keysRemoved", counts.entriesDropped())
                .with("bytesReclaimed", counts.bytesReclaimed())
                .with("seconds", seconds)
                .with("bytesRead", counts.bytesRead())
                .with("bytesWritten", counts.bytesWritten());
    }

    @Override
    public void close() {
        store.close();
    }
}
