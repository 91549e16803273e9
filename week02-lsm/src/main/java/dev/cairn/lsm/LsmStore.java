package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.env.TimedDisk;
import dev.cairn.common.measure.Latencies;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.compaction.BrakedTarget;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.lsm.compaction.Merger;
import dev.cairn.lsm.flush.FlushJob;
import dev.cairn.lsm.flush.Flusher;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.read.CountedReads;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.GuardedCursor;
import dev.cairn.lsm.read.Reads;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Log;
import dev.cairn.wal.SyncJob;
import dev.cairn.wal.commit.CommitLog;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A sorted map that is larger than memory: a log-structured merge tree whose directory is a LevelDB database.
///
/// ```
///   write ─► group commit ─► record ─► sync ─► publish ─► acknowledged
///                              │                 │
///                         000007.log          active memtable ──full──► frozen ──flush──► 000009.sst, level 0
///                              │                 ▲                        ▲                  ▲
///                              │                 └──────── get, scan ─────┴──────────────────┘
///                              └─ dropped when all that is in it is in tables
/// ```
///
/// 1. A reader sees the state after a whole number of batches: what has a sequence number up to the visible one.
/// 2. After a crash the state is that after a prefix of the batches, which under `always` has all that were
///    acknowledged, and in every policy all that were acknowledged if only the process died.
/// 3. Every entry is in the log or in a table that the manifest names, durably, at every moment ([FlushJob]).
/// 4. Neither a sequence number nor a file number is used twice.
/// 5. After a failed append, sync or roll of the log, writes are refused, reads go on. So it is after a batch
///    whose way into memory broke off, and then nothing is frozen either: half a batch never gets into a table.
///    A failed flush is tried again; meanwhile writes go on until memory is full.
///
/// What hangs on a future of `submit...` runs on the thread that commits: it may submit more, and must not wait
/// for this store. Thread-safe. LevelDB `doc/impl.md`.
public final class LsmStore implements KeyValueStore, StoreCore {
    private final LsmOptions options;
    private final DirectoryLock lock;
    private final StoreParts parts;
    private final Snapshots snapshots = new Snapshots();
    private final Flusher flusher;
    private final Merger merger;
    private final CountedReads reads;
    private final WriteTarget target;
    private final BrakedTarget braked;
    private final GroupCommit commits;
    private final MemtableBudget.Share share;
    private final Optional<Background.Handle> syncing;
    private final LongSupplier visible;
    private final StoreFigures figures;
    private volatile boolean isClosed;

    private LsmStore(LsmOptions options, Env env, LsmOpening opening, Latencies syncTimes) {
        this.options = options;
        this.lock = opening.lock();
        this.parts = opening.parts();
        this.flusher = new Flusher(env.background(), parts.layers(), this::flushJob, this::tablesChanged);
        this.reads = new CountedReads(
                new Reads(parts.layers(), parts.tables(), snapshots, () -> Reads.Hold.of(parts.versions())),
                parts.tables().counts());
        this.share = options.memtables().budget().share(this::flushSoon);
        this.target = new WriteTarget(
                parts,
                flushes(),
                reads,
                opening.random(),
                share,
                new WriteBehind(parts.log(), env.background()),
                opening.lastSequence());
        this.visible = target::visible;
        this.merger = new Merger(parts, options.compaction(), env, snapshots, visible);
        this.braked = new BrakedTarget(target, options.compaction().brake(), parts, merger::failing);
        this.commits = new GroupCommit(
                parts.log().map(CommitLog.class::cast).orElse(CommitLog.none()),
                options.sync(),
                braked,
                opening.lastSequence(),
                options.commit(),
                env.background());
        this.syncing = parts.log()
                .filter(_ -> options.sync() instanceof SyncPolicy.Every)
                .map(log -> env.background().start(new SyncJob(log, ((SyncPolicy.Every) options.sync()).interval())));
        this.figures = figuresSince(opening.image(), syncTimes);
        target.tellBudget();
        merger.request();
    }

    /// Opens the store in `disk`, or makes one. A LevelDB database is taken over.
    ///
    /// @throws StoreException.Corrupt if something durable is not what was written; nothing was changed then
    /// @throws StoreException.Locked if it is open already
    /// @throws StoreException.Refused if there is none and none is to be made, or it belongs to another engine,
    ///     or its keys have another order
    /// @throws StoreException.Failed if the operating system refuses something
    public static LsmStore open(Disk disk, LsmOptions options, Env env) {
        Latencies syncTimes = new Latencies();
        Disk timed = new TimedDisk(disk, env.clock(), Log::isSegment, syncTimes);
        LsmOpening opening = LsmOpening.open(timed, options, env.random());
        try {
            return new LsmStore(options, env, opening, syncTimes);
        } catch (RuntimeException | Error failure) {
            opening.close();
            throw failure;
        }
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return get(key, visible);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return scan(range, visible);
    }

    @Override
    public Snapshot snapshot() {
        refuseIfClosed();
        return new StoreSnapshot(this, snapshots.take(visible));
    }

    @Override
    public void write(WriteBatch batch) {
        options.limits().check(batch);
        commits.write(batch);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        WriteBatch batch = WriteBatch.replacing(key, replacement);
        options.limits().check(batch);
        return commits.writeIf(key, expected, batch);
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        try {
            return CompletableFuture.completedFuture(get(key));
        } catch (StoreException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        try {
            options.limits().check(batch);
            return commits.submitWrite(batch).thenApply(_ -> null);
        } catch (StoreException.Refused refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        try {
            options.limits().check(batch);
            return commits.submitWriteIf(key, expected, batch);
        } catch (StoreException.Refused refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /// Makes everything durable that was acknowledged before, whatever the policy; without a log, by a flush.
    public void sync() {
        refuseIfClosed();
        parts.log().ifPresentOrElse(Log::sync, this::flush);
    }

    /// Writes what is in memory to a table, and waits for it.
    public void flush() {
        done(submitFlush());
    }

    private static <T> T done(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof StoreException failure ? failure : wrapped;
        }
    }

    /// As [#flush], without waiting. While as many memtables wait for their flush as may, what is in the active
    /// one waits for the oldest of them. What hangs on the future may run on the thread that flushes, and must
    /// not wait for a write: memory may be full, and nobody else flushes.
    public CompletableFuture<Void> submitFlush() {
        AtomicBoolean isFrozen = new AtomicBoolean();
        return commits.submitAlone(() -> isFrozen.set(target.freezeIfMay()))
                .thenCompose(_ -> isFrozen.get()
                        ? flushOf(List::getLast)
                        : flushOf(List::getFirst).thenCompose(_ -> submitFlush()));
    }

    /// Merges all that the tables hold of `range`, and waits for it; what is in memory is written to a table
    /// first.
    ///
    /// @return what was merged
    /// @throws StoreException.Refused if the compaction of this store merges nothing
    public MergeCounts compact(KeyRange range) {
        flush();
        return done(merger.compact(range));
    }

    /// A state in which everything that was acknowledged before is in tables; these stay on disk until it is
    /// closed, while writes, flushes and merges go on.
    ///
    /// @throws StoreException.Refused if a flush of this store keeps rows in memory
    public HeldState hold() {
        return done(submitHold());
    }

    /// As [#hold], without waiting; [#submitFlush] says what its future may not be used for.
    public CompletableFuture<HeldState> submitHold() {
        refuseIfClosed();
        return submitFlush().thenApply(_ -> HeldState.of(parts));
    }

    /// What it holds and has done since it was opened.
    public LsmStats stats() {
        refuseIfClosed();
        return figures.stats();
    }

    /// The names of the files that make up the store now, in no order.
    public List<String> files() {
        refuseIfClosed();
        return StoreFiles.of(parts);
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        try {
            commits.close(() -> isClosed = true);
        } catch (StoreException.Closed _) {
            return;
        }
        try (lock;
                share;
                OpenTables _ = parts.tables();
                Versions _ = parts.versions();
                Closing _ = this::closeLog) {
            stop();
        } finally {
            parts.layers()
                    .state()
                    .frozen()
                    .forEach(each -> each.flushed().completeExceptionally(new StoreException.Closed("the store")));
        }
    }

    /// What is closed although what was done before it failed.
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /// Ends what is done in the background.
    private void stop() {
        try (Closing _ = flusher::stop;
                Closing _ = merger::stop) {
            syncing.ifPresent(Background.Handle::cancel);
        }
    }

    Optional<Bytes> get(Bytes key, LongSupplier moment) {
        refuseIfClosed();
        return reads.get(key, moment);
    }

    Cursor scan(KeyRange range, LongSupplier moment) {
        refuseIfClosed();
        return new GuardedCursor(reads.scan(range, moment), this::refuseIfClosed);
    }

    void release(long sequence) {
        snapshots.release(sequence);
    }

    private StoreFigures figuresSince(LsmImage image, Latencies syncTimes) {
        return new StoreFigures(
                parts,
                reads,
                target,
                braked,
                snapshots,
                flusher,
                merger,
                commits,
                syncTimes,
                image.log(),
                image.manifest().flatMap(ManifestRecovery::dropped));
    }

    private FlushJob flushJob(Flusher owner) {
        return new FlushJob(parts, snapshots, owner, commits);
    }

    private WriteTarget.Flushes flushes() {
        return new WriteTarget.Flushes() {
            @Override
            public void request() {
                flusher.request();
            }

            @Override
            public Optional<StoreException> failing() {
                return flusher.failing();
            }
        };
    }

    private void tablesChanged() {
        target.tellBudget();
        merger.request();
    }

    /// Memory that several stores share is short, and this one uses most of it.
    private void flushSoon() {
        var _ = commits.submitAlone(target::freezeIfMay);
    }

    private CompletableFuture<Void> flushOf(Function<List<Frozen>, Frozen> choice) {
        List<Frozen> frozen = parts.layers().state().frozen();
        return frozen.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : choice.apply(frozen).flushed();
    }

    /// Nobody commits any more: what a log does not hold must go to a table. Half a group must not.
    private void flushNow() {
        try (Closing _ = this::flushFrozen) {
            commits.refuseIfBroken();
            target.freeze();
        }
    }

    private void flushFrozen() {
        FlushJob job = flushJob(flusher);
        while (job.step() instanceof Job.Next.Again) {
            // The next step.
        }
        flusher.failing().ifPresent(failure -> {
            throw failure;
        });
    }

    private void closeLog() {
        if (parts.log().isEmpty()) {
            flushNow();
        } else if (options.sync() instanceof SyncPolicy.Never) {
            parts.log().get().closeUnsynced();
        } else {
            parts.log().get().close();
        }
    }

    private void refuseIfClosed() {
        if (isClosed) {
            throw new StoreException.Closed("the store");
        }
    }
}
