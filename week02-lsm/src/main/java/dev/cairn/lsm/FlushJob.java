package dev.cairn.lsm;

import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.wal.Log;
import dev.cairn.wal.commit.GroupCommit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the oldest frozen memtable into a table of level 0, and then the next one, until none is left.
///
/// | step | durable after it | a crash just after it leaves | cleaned up by |
/// |---|---|---|---|
/// | carry | nothing new that must be | the memtable's log | – |
/// | write table | nothing | part of a file | the next opening |
/// | sync table | the bytes | a whole table, perhaps without a name | the next opening |
/// | sync name | the name | a table that no version names | the next opening |
/// | commit edit | whose the table is, and where the needed log begins | log that nothing needs | the next opening |
/// | drop log | that the segments are gone | – | – |
///
/// Each step needs the one before: an edit that names a table whose bytes or name a power cut can take leaves a
/// store that cannot be opened; a log that is dropped before the edit is durable takes acknowledged writes with it.
///
/// What fails is tried again later, from the beginning, with a new file, and nothing is deleted: what is frozen
/// stays in memory and in the log.
///
/// Confined to one thread at a time. LevelDB `DBImpl::CompactMemTable`.
final class FlushJob implements Job {
    private static final Duration CARRIED_SOON = Duration.ofMillis(1);
    private static final long PAUSE_MILLIS_MIN = 10;
    private static final long PAUSE_MILLIS_MAX = 10_000;

    /// What is to be done next.
    private enum Step {
        CARRY,
        WRITE_TABLE,
        SYNC_TABLE,
        SYNC_NAME,
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
    private Optional<TableFile> table = Optional.empty();

    FlushJob(StoreParts parts, Snapshots snapshots, Flusher flusher, GroupCommit commits) {
        this.parts = parts;
        this.snapshots = snapshots;
        this.flusher = flusher;
        this.commits = commits;
    }

    @Override
    public String name() {
        return "flush";
    }

    @Override
    public Next step() {
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
            return failed(failure);
        }
    }

    private Next attempt(Frozen oldest) {
        return switch (step) {
            case CARRY -> carry(oldest);
            case WRITE_TABLE -> writeTable(oldest);
            case SYNC_TABLE -> syncTable();
            case SYNC_NAME -> syncName();
            case COMMIT_EDIT -> commitEdit(oldest);
            case DROP_LOG -> dropLog(oldest);
        };
    }

    /// What the flush policy keeps in memory is written again, through the log, before anything else: the table is
    /// to leave it out.
    private Next carry(Frozen oldest) {
        if (carried == null) {
            carried = CarryOver.begin(oldest, parts.options().flushing(), commits);
        }
        return carried.isDone() ? then(Step.WRITE_TABLE) : Job.after(CARRIED_SOON);
    }

    /// While somebody reads at an older moment, nothing is left out: what was carried has a newer sequence number.
    private Next writeTable(Frozen oldest) {
        CarryOver leftOut = snapshots.count() == 0 ? carried : null;
        output = TableOutput.create(parts.disk(), parts.numbers().next());
        try (EntryCursor rows = oldest.rows().cursor()) {
            table = output.write(rows, parts.options().tables(), row -> leftOut == null || !leftOut.holds(row));
        }
        return then(Step.SYNC_TABLE);
    }

    private Next syncTable() {
        output().sync();
        output().close();
        return then(Step.SYNC_NAME);
    }

    private Next syncName() {
        output().syncName();
        return then(Step.COMMIT_EDIT);
    }

    /// From here on the table is part of the store, and readers find the rows there. What was carried must be
    /// durable by now: the table leaves it out, and the log in which it was before will go.
    private Next commitEdit(Frozen oldest) {
        if (carried != null && !carried.isEmpty()) {
            parts.log().ifPresent(Log::sync);
        }
        VersionEdit.Builder edit = VersionEdit.builder().lastSequence(oldest.lastSequence());
        if (parts.log().isPresent()) {
            edit.logNumber(oldest.nextSegment());
        }
        table.ifPresent(file -> edit.add(0, file));
        parts.versions().install(edit.build(), parts.layers()::flushed);
        flusher.succeeded(oldest);
        return then(Step.DROP_LOG);
    }

    /// What cannot be dropped now is dropped after the next flush, or by the next opening.
    private Next dropLog(Frozen oldest) {
        forget();
        pauseMillis = PAUSE_MILLIS_MIN;
        memtable = null;
        parts.log().ifPresent(log -> log.dropHead(oldest.nextSegment()));
        return Job.again();
    }

    private Next then(Step next) {
        step = next;
        return Job.again();
    }

    /// Begins again, later.
    private Next failed(StoreException failure) {
        forget();
        flusher.failed(failure);
        Duration pause = Duration.ofMillis(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        return Job.after(pause);
    }

    /// What was carried stays carried; whoever begins again asks anew.
    private void forget() {
        step = Step.CARRY;
        carried = null;
        table = Optional.empty();
        if (output != null) {
            output.abandon();
            output = null;
        }
    }

    private TableOutput output() {
        return Objects.requireNonNull(output, "a table is being written");
    }
}
