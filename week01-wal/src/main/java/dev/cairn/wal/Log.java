package dev.cairn.wal;

import static dev.cairn.wal.Attempt.closedIfItFails;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.commit.CommitLog;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A sequence of records in numbered segment files, of which only the newest grows.
///
/// ```
///   000003.log      000007.log      000008.log
///   | r0 r1 r2 |    | r3 r4 |       | r5 r6 ...         numbers ascend, with gaps: the caller's counter serves
///     durable         durable         the tail            other files as well
/// ```
///
/// 1. A segment is durable, and so is the name of the next one, before the first record goes into the next one. So
///    what a power cut leaves is always a prefix of what was appended.
/// 2. Nothing is appended behind bytes whose durability is unknown: what a process finds at its start it writes
///    again ([#resume]), because a sync promises nothing for what another handle wrote.
/// 3. After a failed append, sync or roll the log takes nothing more. A failed sync is never tried again. Where there
///    is no room for a record, nothing of it is written, and the log goes on.
///
/// [#append], [#roll] and [#close] are confined: one at a time, each after the one before it. [#sync] may overlap
/// them; it covers what was appended before it was called. [#dropHead] may overlap them, but not itself. The rest
/// is thread-safe.
public final class Log implements CommitLog, AutoCloseable {
    private static final int COPY_BYTES = 1 << 20;

    private final Disk disk;
    private final SegmentNames names;
    private final LongSupplier numbers;
    private final LogOptions options;
    private final ReentrantLock syncing = new ReentrantLock();
    private final Deque<Segment> finished = new ArrayDeque<>();
    private volatile LogTail tail;
    private volatile @Nullable StoreException failure;
    private final AtomicLong syncCount = new AtomicLong();

    private Log(Disk disk, SegmentNames names, LongSupplier numbers, LogOptions options, LogTail tail) {
        this.disk = disk;
        this.names = names;
        this.numbers = numbers;
        this.options = options;
        this.tail = tail;
    }

    /// A log with one empty segment, whose name is durable.
    ///
    /// @param numbers gives the number of each new segment; each is larger than all before it
    public static Log create(Disk disk, SegmentNames names, LongSupplier numbers, LogOptions options) {
        long number = numbers.getAsLong();
        try {
            return new Log(disk, names, numbers, options, newTail(disk, names, number));
        } catch (IOException cause) {
            throw StoreException.Failed.of("create", disk.describe(names.nameOf(number)), cause);
        }
    }

    /// The log that `recovery` has read, ready to be appended to; a new one if it has read no segment.
    ///
    /// Its newest segment is written again: the whole records, without what comes behind them, go into a new file
    /// under the [#temporaryName], and only when that file is durable does it take the old one's name. When this
    /// returns, all that was recovered is durable under its name, what is appended next goes into that same file,
    /// and the older segments are [#finished] and untouched. At no moment is there neither under the name.
    ///
    /// It is copied in pieces of [#COPY_BYTES]; a file that ends before that is an [EOFException].
    ///
    /// @throws StoreException.Failed if the disk refuses: action `rewrite`, with the segment; the new file is
    ///     closed
    @Exercise("1.7")
    public static Log resume(
            Disk disk, SegmentNames names, LongSupplier numbers, LogOptions options, Recovery recovery) {
        if (recovery.segments().isEmpty()) {
            return create(disk, names, numbers, options);
        }
        Segment newest = recovery.segments().getLast();
        try {
            LogTail tail = new LogTail(newest.number(), rewritten(disk, names.nameOf(newest.number()), newest.bytes()));
            Log log = new Log(disk, names, numbers, options, tail);
            log.finished.addAll(
                    recovery.segments().subList(0, recovery.segments().size() - 1));
            return log;
        } catch (IOException cause) {
            throw StoreException.Failed.of("rewrite", disk.describe(names.nameOf(newest.number())), cause);
        }
    }

    /// The name under which [#resume] writes a segment again. A leftover of it is an orphan, which whoever opens
    /// the directory removes first.
    public static String temporaryName(String segment) {
        return segment + ".tmp";
    }

    /// Whether a file of that name is one that a log of [SegmentNames#LOG] appends to, perhaps under its
    /// [#temporaryName] as yet.
    public static boolean isSegment(String file) {
        return file.endsWith(SegmentNames.LOG.suffix()) || file.endsWith(temporaryName(SegmentNames.LOG.suffix()));
    }

    /// Appends one record; it is durable once a later [#sync] or [#roll] has returned.
    ///
    /// A segment that has [LogOptions#segmentBytes] or more is full, and the record goes into the next one. Before
    /// it is written, [#makeRoom] is called. Whatever goes wrong while it is written, also a bug, the log takes
    /// nothing more from then on (invariant 3).
    ///
    /// @throws StoreException.UnknownOutcome if writing failed: the record may be found at the next start, or not
    /// @throws StoreException.Failed if there was no room to begin with: the record will not be found, and the next
    ///     one may be tried
    /// @throws StoreException.ReadOnly after an earlier failure
    @Exercise("1.6")
    public LogPosition append(Bytes payload) {
        refuseAfterFailure();
        if (tail.bytes() >= options.segmentBytes()) {
            roll();
        }
        makeRoom(payload.length());
        try {
            return new LogPosition(tail.number(), tail.append(payload));
        } catch (IOException cause) {
            throw failed(unknown("append to", cause));
        } catch (RuntimeException | Error bug) {
            refuseFromNowOn(bug);
            throw bug;
        }
    }

    @Override
    public void record(Bytes group) {
        append(group);
    }

    /// Appends several records. If this throws, the first ones may have been appended.
    public void appendAll(List<Bytes> payloads) {
        payloads.forEach(this::append);
    }

    /// Makes everything durable that was appended before the call, and counts it in [#syncCount].
    ///
    /// [#syncing] is held, so that no other thread rolls and closes the segment that is synced.
    ///
    /// @throws StoreException.UnknownOutcome if it failed: what was appended since the last sync may be lost, or
    ///     not. It is not tried again (invariant 3)
    @Exercise("1.6")
    @Override
    public void sync() {
        syncing.lock();
        try {
            refuseAfterFailure();
            tail.sync();
            syncCount.incrementAndGet();
        } catch (IOException cause) {
            throw failed(unknown("sync", cause));
        } finally {
            syncing.unlock();
        }
    }

    /// Finishes the newest segment, durably, and begins the next, whose number [#numbers] gives.
    ///
    /// When this returns, everything appended so far is durable, and so is the name of the new segment, which is
    /// empty; the file of the old one is closed, and its [Segment] is the last of [#finished]. Nobody who holds
    /// [#syncing] sees it half done. After a failure the log takes nothing more, and the new file is not left open.
    /// Somebody may close the log before [#syncing] is held: then no segment is begun ([#refuseAfterFailure]).
    ///
    /// @return the number of the new segment
    /// @throws StoreException.UnknownOutcome if the sync failed: no segment was begun then
    /// @throws StoreException.Closed if the log is closed: no segment was begun then
    /// @throws StoreException.Failed if the new segment could not be begun, or the old file not be closed: action
    ///     `create`, with the name of the new one
    @Exercise("1.6")
    public long roll() {
        sync();
        long number = numbers.getAsLong();
        syncing.lock();
        try {
            refuseAfterFailure();
            LogTail next = newTail(disk, names, number);
            tail = closedIfItFails(next, () -> {
                tail.close();
                finished.addLast(tail.segment());
                return next;
            });
            return number;
        } catch (IOException cause) {
            throw failed(StoreException.Failed.of("create", disk.describe(names.nameOf(number)), cause));
        } finally {
            syncing.unlock();
        }
    }

    /// Deletes the finished segments numbered below `firstKept`, oldest first, and then makes it durable that they
    /// are gone. Where there is nothing to delete, the disk is not touched.
    ///
    /// A segment is one of [#segments] until its file is deleted; [#finished] is changed only by [#holding] it.
    ///
    /// @throws IllegalArgumentException if the segment that grows is numbered below `firstKept`
    /// @throws StoreException.Failed if the disk refuses: action `delete`, with the segment. The call may be made
    ///     again, and then a file may be gone already
    @Exercise("1.7")
    public void dropHead(long firstKept) {
        Check.argument(firstKept <= tail.number(), "segment %s still grows, so %s is no end", tail.number(), firstKept);
        List<Segment> dropped =
                segments().stream().filter(s -> s.number() < firstKept).toList();
        for (Segment segment : dropped) {
            String name = names.nameOf(segment.number());
            try {
                disk.delete(name);
            } catch (NoSuchFileException _) {
                // An earlier attempt deleted it and was told of a failure all the same.
            } catch (IOException cause) {
                throw StoreException.Failed.of("delete", disk.describe(name), cause);
            }
            holding(() -> finished.removeFirst());
        }
        if (!dropped.isEmpty()) {
            syncDirectory();
        }
    }

    /// All segments, oldest first.
    public List<Segment> segments() {
        return holding(() -> {
            List<Segment> all = new ArrayList<>(finished);
            all.add(tail.segment());
            return all;
        });
    }

    /// Number of bytes in all segments.
    public long bytes() {
        return segments().stream().mapToLong(Segment::bytes).sum();
    }

    /// How often [#sync] has succeeded.
    public long syncCount() {
        return syncCount.get();
    }

    /// Whether something was appended that no sync has covered.
    public boolean hasUnsynced() {
        return tail.hasUnsynced();
    }

    /// The records from `position` on, up to what has been appended by now.
    public LogScan readFrom(LogPosition position) {
        return new LogScan(disk, names, segments(), position);
    }

    /// Makes everything durable and closes the newest segment without its zeros.
    ///
    /// @throws StoreException.ReadOnly if something was appended that no sync has covered, and an earlier failure
    ///     forbids to try: it may be lost with the power
    @Override
    public void close() {
        try {
            if (failure == null || hasUnsynced()) {
                sync();
            }
        } finally {
            closeUnsynced();
        }
    }

    /// Closes the newest segment without making it durable. A [#sync] that is under way is waited for; a later one
    /// is a [StoreException.Closed].
    public void closeUnsynced() {
        syncing.lock();
        try {
            closeTail(failure == null);
        } catch (IOException cause) {
            throw StoreException.Failed.of("close", disk.describe(names.nameOf(tail.number())), cause);
        } finally {
            syncing.unlock();
        }
    }

    private void closeTail(boolean isSound) throws IOException {
        if (isSound) {
            failure = new StoreException.Closed("the log");
        }
        tail.close();
        if (isSound && tail.preallocatedEnd() > tail.bytes()) {
            disk.truncate(names.nameOf(tail.number()), tail.bytes());
        }
    }

    /// Runs `work` while no segment is being finished.
    private <T> T holding(Supplier<T> work) {
        syncing.lock();
        try {
            return work.get();
        } finally {
            syncing.unlock();
        }
    }

    /// Room for the next record, and more ahead ([LogTail#makeRoom]). If there is none, nothing of the record is
    /// written, and the log goes on: the next record is tried anew.
    private void makeRoom(int payloadBytes) {
        try {
            tail.makeRoom(tail.bytes() + LogFormat.storedBytes(tail.bytes(), payloadBytes), options);
        } catch (IOException cause) {
            throw StoreException.Failed.of("make room in", disk.describe(names.nameOf(tail.number())), cause);
        }
    }

    private void syncDirectory() {
        try {
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", disk.describe(""), cause);
        }
    }

    private StoreException unknown(String action, IOException cause) {
        String what = StoreException.Failed.of(action, disk.describe(names.nameOf(tail.number())), cause)
                .getMessage();
        return new StoreException.UnknownOutcome(
                what + "; the write may or may not be there when the store is next opened", cause);
    }

    private StoreException failed(StoreException outcome) {
        refuseFromNowOn(outcome);
        return outcome;
    }

    /// The first failure is kept: it is the reason that all later calls get.
    private void refuseFromNowOn(Throwable cause) {
        if (failure == null) {
            failure = new StoreException.ReadOnly(disk.describe(""), cause);
        }
    }

    private void refuseAfterFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /// A new, empty segment, whose file and name are durable. If that fails, its file is closed.
    @Exercise("1.6")
    private static LogTail newTail(Disk disk, SegmentNames names, long number) throws IOException {
        AppendFile file = disk.create(names.nameOf(number));
        return closedIfItFails(file, () -> {
            disk.syncDirectory();
            return new LogTail(number, file);
        });
    }

    @Solution
    private static AppendFile rewritten(Disk disk, String name, long bytes) throws IOException {
        String temporary = temporaryName(name);
        AppendFile copy = disk.create(temporary);
        return closedIfItFails(copy, () -> {
            copy(disk, name, bytes, copy);
            copy.sync();
            disk.rename(temporary, name);
            disk.syncDirectory();
            return copy;
        });
    }

    @Solution
    private static void copy(Disk disk, String name, long bytes, AppendFile copy) throws IOException {
        try (ReadFile original = disk.open(name)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, Math.max(bytes, 1)));
            for (long done = 0; done < bytes; done = copy.size()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), bytes - done));
                if (original.read(done, buffer) < buffer.limit()) {
                    throw new EOFException("it ends before byte " + bytes);
                }
                copy.append(buffer.flip());
            }
        }
    }
}
