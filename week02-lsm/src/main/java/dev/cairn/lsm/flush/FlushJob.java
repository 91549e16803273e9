package dev.cairn.lsm.flush;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.wal.Log;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the oldest frozen memtable into a table of level 0, and then the next one, until none is left.
///
/// | step | durable after it | a crash just after it leaves | cleaned up by |
/// |---|---|---|---|
/// | carry | nothing new that must be | the memtable's log | – |
/// | write table | nothing | part of a file | the next opening |
/// | sync table | the bytes | a whole table, perhaps without a name | the next opening |
/// | sync name | the name | a table that no version names | the next opening |
/// | sync carried | what the table leaves out | the same | the next opening |
/// | commit edit | whose the table is, and where the needed log begins | log that nothing needs | the next opening |
/// | drop log | that the segments are gone | – | – |
///
/// Each step needs the one before: an edit that names a table whose bytes or name a power cut can take
/// leaves a store that cannot be opened; a log that is dropped before the edit is durable takes
/// acknowledged writes with it.
///
/// What fails is tried again later: what is frozen stays in memory and in the log. Until the edit, that is
/// from the beginning and with a new file; the one before is deleted, so that attempts do not fill the
/// disk. An edit that failed may be durable all the same, so its table stays, and only the edit is tried
/// again.
///
/// Confined to one thread at a time. LevelDB `DBImpl::CompactMemTable`.
public final class FlushJob implements JobSlot.Work {
    private static final Duration CARRIED_SOON = Duration.ofMillis(1);
    private static final Duration PAUSE_AFTER_BUG = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS_MIN = 10;
    private static final long PAUSE_MILLIS_MAX = 10_000;

    /// What is to be done next.
    private enum Step {
        CARRY,
        WRITE_TABLE,
        SYNC_TABLE,
        SYNC_NAME,
        SYNC_CARRIED,
        COMMIT_EDIT,
        DROP_LOG
    }

    private final StoreParts parts;
    private final Snapshots snapshots;
    private final Flusher flusher;
    private final GroupCommit commits;
    private Step step = Step.CARRY;
    private long pauseMillis = PAUSE_MILLIS_MIN;
    private @Nullable Frozen memtable;
    private @Nullable CarryOver carried;
    private @Nullable TableOutput output;
    private @Nullable Next afterBug;
    private Optional<TableFile> table = Optional.empty();

    public FlushJob(StoreParts parts, Snapshots snapshots, Flusher flusher, GroupCommit commits) {
        this.parts = parts;
        this.snapshots = snapshots;
        this.flusher = flusher;
        this.commits = commits;
    }

    @Override
    public String name() {
        return "flush";
    }

    /// A bug, or a lack of memory, ends the job as it should; but writers must learn of it, and what is frozen must
    /// not wait for ever. So it counts as a failure, and the same work is started once more.
    @Override
    public Next step() {
        if (afterBug != null) {
            Next pause = afterBug;
            afterBug = null;
            return pause;
        }
        if (memtable == null) {
            List<Frozen> frozen = parts.layers().state().frozen();
            if (frozen.isEmpty()) {
                flusher.idle();
                return Job.done();
            }
            memtable = frozen.getFirst();
        }
        try {
            return attempt(memtable);
        } catch (StoreException failure) {
            return triedAgain(failure);
        } catch (RuntimeException | Error bug) {
            afterBug = Job.after(PAUSE_AFTER_BUG);
            try {
                triedAgain(new StoreException.Failed("a flush broke off: " + bug, bug));
            } finally {
                flusher.replace(this);
            }
            throw bug;
        }
    }

    /// What [#failed] says; but once the table counts, nothing is undone, and only what is left is done.
    private Next triedAgain(StoreException failure) {
        if (step != Step.DROP_LOG) {
            return failed(failure);
        }
        flusher.leftBehind(failure);
        return Job.after(PAUSE_AFTER_BUG);
    }

    /// Up to the edit, the table is nobody's, and is removed; an edit that was tried may name it.
    @Override
    public void drop() {
        if (step.compareTo(Step.COMMIT_EDIT) < 0) {
            dropOutput();
        }
    }

    private Next attempt(Frozen oldest) {
        return switch (step) {
            case CARRY -> carry(oldest);
            case WRITE_TABLE -> writeTable(oldest);
            case SYNC_TABLE -> syncTable();
            case SYNC_NAME -> syncName();
            case SYNC_CARRIED -> syncCarried();
            case COMMIT_EDIT -> commitEdit(oldest);
            case DROP_LOG -> dropLog(oldest);
        };
    }

    /// What the flush policy keeps in memory is written again, through the log, before anything else: the
    /// table is to leave it out. When memory is full, that waits for this flush, and goes to the table as
    /// well.
    private Next carry(Frozen oldest) {
        MemtableOptions memory = parts.memtables();
        if (carried == null) {
            carried = CarryOver.begin(oldest, keeping(), memory.bytes() / 2, commits);
        }
        boolean isWaitedFor = !carried.isDone() && !parts.layers().state().isFull(memory);
        return isWaitedFor ? Job.after(CARRIED_SOON) : then(Step.WRITE_TABLE);
    }

    /// Without a log nothing stays in memory: a flush is all that makes it durable.
    private FlushPolicy keeping() {
        return parts.log().isPresent() ? parts.flushing() : FlushPolicy.everythingToDisk();
    }

    /// Writes the rows of `oldest` to a new file under the next number: [#output], and [#table].
    ///
    /// The keys that are [#carried] by now are left out, but only while nobody reads at an older moment
    /// ([Snapshots#count] is 0): what was carried has a newer sequence number. They are settled before
    /// that is asked, so that whoever begins to read afterwards sees them.
    ///
    /// If no row is left, there is no table: the file is dropped, and the next step is [Step#SYNC_CARRIED].
    @Exercise("2.18")
    private Next writeTable(Frozen oldest) {
        Set<Bytes> settled = carried().keys();
        Set<Bytes> leftOut = snapshots.count() == 0 ? settled : Set.of();
        output = TableOutput.create(parts.disk(), parts.numbers().next());
        try (EntryCursor rows = oldest.rows().cursor()) {
            table = output.write(rows, parts.tableOptions(), row -> !isOneOf(leftOut, row));
        }
        if (table.isEmpty()) {
            dropOutput();
            return then(Step.SYNC_CARRIED);
        }
        return then(Step.SYNC_TABLE);
    }

    /// Makes the table's bytes durable, and releases the file.
    @Exercise("2.18")
    private Next syncTable() {
        output().sync();
        output().close();
        return then(Step.SYNC_NAME);
    }

    /// Makes the table's name durable.
    @Exercise("2.18")
    private Next syncName() {
        output().syncName();
        return then(Step.SYNC_CARRIED);
    }

    /// What was carried must be durable before the edit: the table leaves it out, and the log in which it
    /// was before will go.
    @Exercise("2.18")
    private Next syncCarried() {
        if (!carried().keys().isEmpty()) {
            parts.log().ifPresent(Log::sync);
        }
        return then(Step.COMMIT_EDIT);
    }

    /// From here on the table is part of the store, and readers find the rows there.
    ///
    /// The edit says three things: no entry in a table is newer than the last one of `oldest`; with a log,
    /// that it is needed from the segment on that has nothing of `oldest`; and that [#table], if there is
    /// one, comes to level 0. The layers are told of the new version while it is installed
    /// ([Layers#flushed]). Whoever waits for the flush is told by [Flusher#succeeded], once the next step
    /// is set: what happens there must not be done twice.
    @Exercise("2.18")
    private Next commitEdit(Frozen oldest) {
        VersionEdit.Builder edit = VersionEdit.builder().lastSequence(oldest.lastSequence());
        if (parts.log().isPresent()) {
            edit.logNumber(oldest.nextSegment());
        }
        table.ifPresent(file -> edit.add(0, file));
        parts.versions().install(edit.build(), parts.layers()::flushed);
        step = Step.DROP_LOG;
        flusher.succeeded(oldest);
        return Job.again();
    }

    /// Drops the segments of the log that only `oldest` needed, and makes ready for the next memtable:
    /// none is chosen, everything begins again, and pauses are short as at first.
    ///
    /// What cannot be dropped now is dropped after the next flush, or by the next opening;
    /// [Flusher#leftBehind] takes note.
    @Exercise("2.18")
    private Next dropLog(Frozen oldest) {
        try {
            parts.log().ifPresent(log -> log.dropHead(oldest.nextSegment()));
        } catch (StoreException failure) {
            flusher.leftBehind(failure);
        }
        output = null;
        memtable = null;
        beginAgain();
        pauseMillis = PAUSE_MILLIS_MIN;
        return Job.again();
    }

    private Next then(Step next) {
        step = next;
        return Job.again();
    }

    /// Is tried again, later: after a pause, each twice as long as the one before, up to [#PAUSE_MILLIS_MAX].
    ///
    /// Up to the edit an attempt leaves a file that no version names: it is dropped, and everything begins
    /// again with another one. An edit that failed may be durable all the same: then nothing is dropped,
    /// and only that step is tried again. [Flusher#failed] takes note.
    @Exercise("2.18")
    private Next failed(StoreException failure) {
        if (step != Step.COMMIT_EDIT) {
            dropOutput();
            beginAgain();
        }
        flusher.failed(failure);
        Duration pause = Duration.ofMillis(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        return Job.after(pause);
    }

    /// What was carried stays carried; whoever begins again asks anew.
    private void beginAgain() {
        step = Step.CARRY;
        carried = null;
        table = Optional.empty();
    }

    /// No version has named it.
    private void dropOutput() {
        if (output != null) {
            output.drop();
            output = null;
        }
    }

    private CarryOver carried() {
        return Objects.requireNonNull(carried, "what stays in memory was asked first");
    }

    private static boolean isOneOf(Set<Bytes> keys, EntryCursor row) {
        return !keys.isEmpty() && keys.contains(InternalKey.at(row).userKey());
    }

    private TableOutput output() {
        return Objects.requireNonNull(output, "a table is being written");
    }
}
