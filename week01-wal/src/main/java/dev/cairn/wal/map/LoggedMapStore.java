package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.TimedDisk;
import dev.cairn.common.measure.Latencies;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Log;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.Segment;
import dev.cairn.wal.SyncJob;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitTarget;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A sorted map in memory whose every change goes through a log first.
///
/// ```
///   write ─► group commit ─► record ─► sync ─► publish: root = new tree ─► acknowledged
///                              │                          ▲
///                         000003.log               get, scan, snapshot: take the root, no lock
///   checkpoint:  begin 000004.log, write all rows to 000004.checkpoint, drop 000003.log
///   open:        newest checkpoint, then the segments from its number on, in order
/// ```
///
/// 1. A reader sees the state after a whole number of groups, and of batches.
/// 2. After a crash the state is that after a prefix of the batches, which under `always` has all that were
///    acknowledged, and in every policy all that were acknowledged if only the process died.
/// 3. Batches carry sequence numbers without a gap, so a missing file is found.
/// 4. After a failed append, sync or roll writes are refused, reads go on.
///
/// What hangs on a future of `submit...` runs on the thread that commits: it may submit more, and must not wait for
/// this store. If it waits for a write, it gets an [IllegalStateException] at once.
///
/// All rows are in memory: what does not fit there has to wait for week 2. Thread-safe.
public final class LoggedMapStore implements KeyValueStore, StoreCore {
    private final Disk disk;
    private final Background background;
    private final LoggedMapOptions options;
    private final DirectoryLock lock;
    private final Log log;
    private final Recovery recovery;
    private final Latencies syncTimes;
    private final GroupCommit commits;
    private final Optional<Background.Handle> syncing;
    private volatile SortedTree root;
    private volatile boolean isClosed;
    private volatile long checkpointNumber;
    private volatile long checkpointBytes;
    private volatile CheckpointFailures checkpointFailures = CheckpointFailures.NONE;
    private volatile @Nullable CheckpointJob checkpoint;
    private volatile Background.@Nullable Handle checkpointing;
    private long loggedBytes;

    private LoggedMapStore(
            Disk disk, LoggedMapOptions options, Background background, MapOpening opening, Latencies syncTimes) {
        this.disk = disk;
        this.background = background;
        this.options = options;
        this.lock = opening.lock();
        this.log = opening.log();
        this.syncTimes = syncTimes;
        this.recovery = opening.image().recovery();
        this.root = opening.image().rows();
        this.checkpointNumber = opening.image().checkpointNumber();
        this.checkpointBytes = opening.image().checkpointBytes();
        this.loggedBytes = recovery.storedBytes();
        this.commits = new GroupCommit(
                log, options.sync(), new Target(), opening.image().sequence(), options.commit(), background);
        this.syncing = options.sync() instanceof SyncPolicy.Every every
                ? Optional.of(background.start(new SyncJob(log, every.interval())))
                : Optional.empty();
    }

    /// Opens the store in `disk`, or makes one.
    ///
    /// @throws StoreException.Corrupt if something durable is not what was written; nothing was changed then
    /// @throws StoreException.Locked if it is open already
    /// @throws StoreException.Refused if there is none and none is to be made, or it belongs to another engine
    /// @throws StoreException.Failed if the operating system refuses something
    public static LoggedMapStore open(Disk disk, LoggedMapOptions options, Env env) {
        Latencies syncTimes = new Latencies();
        Disk timed = new TimedDisk(disk, env.clock(), Log::isSegment, syncTimes);
        return new LoggedMapStore(timed, options, env.background(), MapOpening.open(timed, options), syncTimes);
    }

    /// What was found when the store was opened; a dropped torn tail among it.
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return current().get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new TreeCursor(current(), range);
    }

    @Override
    public Snapshot snapshot() {
        return new TreeSnapshot(current());
    }

    @Override
    public void write(WriteBatch batch) {
        commits.write(batch);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return commits.writeIf(key, expected, WriteBatch.replacing(key, replacement));
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return isClosed
                ? CompletableFuture.failedFuture(new StoreException.Closed("the store"))
                : CompletableFuture.completedFuture(root.get(key));
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return commits.submitWrite(batch).thenApply(_ -> null);
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return commits.submitWriteIf(key, expected, batch);
    }

    /// Makes everything durable that was acknowledged before, whatever the policy.
    public void sync() {
        current();
        log.sync();
    }

    /// Writes a checkpoint in the background, unless one is being written.
    ///
    /// @return completes with the bytes of the checkpoint's file
    public CompletableFuture<Long> submitCheckpoint() {
        return commits.submitAlone(this::beginCheckpoint).thenCompose(_ -> newestCheckpoint());
    }

    /// Writes a checkpoint and waits for it.
    ///
    /// @return the bytes of the checkpoint's file
    public long checkpoint() {
        commits.alone(this::beginCheckpoint);
        try {
            return newestCheckpoint().join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof StoreException failure ? failure : wrapped;
        }
    }

    /// Counts of what is held and of what was done since the store was opened.
    public LoggedMapStats stats() {
        SortedTree rows = current();
        List<Segment> segments = log.segments();
        return new LoggedMapStats(
                rows.size(),
                commits.lastSequence(),
                segments.size(),
                segments.stream().mapToLong(Segment::bytes).sum(),
                checkpointNumber,
                checkpointBytes,
                checkpointFailures,
                commits.counts(),
                log.syncCount(),
                syncTimes.counts(),
                recovery);
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
        syncing.ifPresent(Background.Handle::cancel);
        abandonCheckpoint();
        try {
            closeLog();
        } finally {
            lock.close();
        }
    }

    private void abandonCheckpoint() {
        if (checkpointing != null) {
            checkpointing.cancel();
        }
        if (checkpoint != null) {
            checkpoint.abandon();
        }
    }

    private void closeLog() {
        if (options.sync() instanceof SyncPolicy.Never) {
            log.closeUnsynced();
        } else {
            log.close();
        }
    }

    /// While nothing is being committed: cuts the log here, and has everything before the cut written down, in the
    /// background. If a checkpoint is being written, that one will do, and nothing happens.
    ///
    /// The segment that [#cutLog] begins gives the checkpoint its number; the rows and the last sequence number are
    /// those of this moment. [#checkpoint] and [#checkpointing] hold the job. When the checkpoint has its name,
    /// [#replaceCheckpoint] is called, and [#noteFailedCheckpoint] if it fails.
    @Exercise("1.12")
    private void beginCheckpoint() {
        if (checkpoint != null && !checkpoint.outcome().isDone()) {
            return;
        }
        long number = cutLog();
        CheckpointJob job = new CheckpointJob(
                disk,
                number,
                commits.lastSequence(),
                root,
                bytes -> replaceCheckpoint(number, bytes),
                this::noteFailedCheckpoint);
        checkpoint = job;
        checkpointing = background.start(job);
    }

    /// Ends the log's newest segment here. What is before the cut is to be written down.
    ///
    /// @return the number of the segment behind the cut
    private long cutLog() {
        try {
            long number = log.roll();
            loggedBytes = 0;
            return number;
        } catch (StoreException failure) {
            noteFailedCheckpoint(failure);
            throw failure;
        }
    }

    /// Nobody waits for a checkpoint that nobody asked for, so what became of it is kept.
    private void noteFailedCheckpoint(StoreException failure) {
        checkpointFailures = checkpointFailures.with(String.valueOf(failure.getMessage()));
    }

    private CompletableFuture<Long> newestCheckpoint() {
        CheckpointJob newest = checkpoint;
        return newest == null ? CompletableFuture.completedFuture(0L) : newest.outcome();
    }

    /// Removes what checkpoint `number`, which is durable, replaces: the head of the log, and the checkpoint before
    /// it, if there was one. The number and length of the newest checkpoint are noted.
    @Exercise("1.12")
    private void replaceCheckpoint(long number, long bytes) {
        long replaced = checkpointNumber;
        checkpointNumber = number;
        checkpointBytes = bytes;
        log.dropHead(number);
        if (replaced > 0) {
            CheckpointFormat.delete(disk, replaced);
        }
    }

    private SortedTree current() {
        if (isClosed) {
            throw new StoreException.Closed("the store");
        }
        return root;
    }

    /// The map as the committer sees it.
    private final class Target implements CommitTarget {
        @Override
        public Optional<Bytes> get(Bytes key) {
            return root.get(key);
        }

        @Override
        public void publish(BatchFormat.Batch group, int recordBytes) {
            root = MapImage.applied(root, group.mutations());
            loggedBytes += recordBytes;
            if (loggedBytes >= Math.max(options.checkpointLogBytes(), checkpointBytes)) {
                loggedBytes = 0;
                var _ = commits.submitAlone(LoggedMapStore.this::beginCheckpoint);
            }
        }
    }
}
