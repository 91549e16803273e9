package dev.cairn.engine.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.ReadView;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStore;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.cli.LsmEngine;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.ReadableStore;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The complete engine on the command line: that of week 2, with filters, compaction, a cache and
/// compression, and the options that tune them.
///
/// Where exercises of week 3 are not done yet, it is the engine of week 2, and says so.
public final class TunedEngine implements Engine {
    static final String COMPACT = "compact";

    static final Operation MERGE =
            new Operation(COMPACT, "Merges the tables, so that what is deleted or overwritten takes no space.");

    private final StandardStreams streams;
    private final Function<EngineSettings, LsmOptions> parts;
    private final TuningOptions tuning = new TuningOptions();
    private final LsmEngine lsm = new LsmEngine(EngineStore.readingOptions());
    private final LsmEngine checking = new LsmEngine(EngineStore.checkingOptions());

    /// @param streams where is noted what a person should know
    public TunedEngine(StandardStreams streams) {
        this(streams, EngineSettings::toOptions);
    }

    /// @param parts what settings are turned into
    TunedEngine(StandardStreams streams, Function<EngineSettings, LsmOptions> parts) {
        this.streams = streams;
        this.parts = parts;
    }

    @Override
    public String name() {
        return lsm.name();
    }

    @Override
    public String summary() {
        return lsm.summary();
    }

    @Override
    public List<Operation> operations() {
        return List.of(lsm.operations().getFirst(), MERGE);
    }

    @Override
    public Optional<Object> options() {
        return Optional.of(tuning);
    }

    @Override
    public SyncPolicy usualSync() {
        return tuning.settings().sync().orElse(SyncPolicy.always());
    }

    @Override
    public String mending() {
        return lsm.mending();
    }

    @Override
    public boolean adopts(Disk disk) {
        return lsm.adopts(disk);
    }

    @Override
    public boolean recognizes(Disk disk) {
        return lsm.recognizes(disk);
    }

    @Override
    public ReadableStore read(Disk disk) {
        return new Viewed(lsm.read(disk));
    }

    @Override
    public WritableStore write(Disk disk, SyncPolicy sync) {
        EngineSettings settings = EngineTrial.reduced(tuning.settings(), EngineTrial::rows, streams::note);
        Optional<String> missing = EngineTrial.missing(settings, parts);
        if (missing.isPresent() && !tuning.isGiven()) {
            streams.note(missing.get() + ", so this is the engine of week 2: no filters, no compaction, no cache");
            return lsm.write(disk, sync);
        }
        LsmOptions options = parts.apply(settings).withSync(sync);
        LsmOptions noticing = options.withCompaction(UndoneMerges.noticing(options.compaction(), streams::note));
        return new TunedStore(lsm.write(disk, noticing), settings, tuning.origin());
    }

    @Override
    public Verdict verify(Disk disk) {
        return checking.verify(disk);
    }

    @Override
    public Salvage salvage(Disk disk) {
        return lsm.salvage(disk);
    }

    /// A store that is only read.
    private record Viewed(ReadableStore store) implements ReadableStore {
        @Override
        public ReadView rows() {
            return store.rows();
        }

        @Override
        public List<String> notes() {
            return store.notes();
        }

        @Override
        public Report stats() {
            Report report = store.stats();
            return rows() instanceof LsmView view ? TunedReport.of(view, report) : report;
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
