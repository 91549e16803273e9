package dev.cairn.wal.map;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Log;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.map.CheckpointFormat.RowsRecord;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Writes a checkpoint, so that the log before it can go.
///
/// Segment `number` has just been begun, and `rows` is the state that all segments before it lead to.
///
/// | step | what is durable after it | a crash just after it leaves |
/// |---|---|---|
/// | rows, in pieces | nothing is promised | the old checkpoint, all segments, a temporary file |
/// | footer and sync | the temporary file | the same |
/// | rename, sync the directory | the checkpoint | the new checkpoint; older segments, checkpoints: orphans |
/// | drop the head | that they are gone | the new checkpoint and the segments from `number` on |
///
/// Orphans are removed when the store is next opened. If a step fails, the old checkpoint and all segments are
/// still there. Confined to one step at a time.
final class CheckpointJob implements Job {
    private static final int PIECE_BYTES = 64 * 1024;

    /// What is to be done next.
    private enum Step {
        ROWS,
        FOOTER,
        NAME,
        DROP
    }

    private final Disk disk;
    private final long number;
    private final long sequence;
    private final SortedTree rows;
    private final LongConsumer whenNamed;
    private final Consumer<StoreException> whenFailed;
    private final TreeCursor cursor;
    private final CompletableFuture<Long> outcome = new CompletableFuture<>();
    private Step step = Step.ROWS;
    private @Nullable AppendFile file;
    private @Nullable RecordWriter writer;

    /// @param whenNamed removes what the checkpoint replaces; it gets the length of the checkpoint's file
    /// @param whenFailed hears why the checkpoint could not be written, before whoever waits for the outcome
    CheckpointJob(
            Disk disk,
            long number,
            long sequence,
            SortedTree rows,
            LongConsumer whenNamed,
            Consumer<StoreException> whenFailed) {
        this.disk = disk;
        this.number = number;
        this.sequence = sequence;
        this.rows = rows;
        this.whenNamed = whenNamed;
        this.whenFailed = whenFailed;
        this.cursor = new TreeCursor(rows, KeyRange.all());
    }

    /// The length of the checkpoint's file when it is complete, or why it could not be written.
    CompletableFuture<Long> outcome() {
        return outcome;
    }

    static String temporaryName(long number) {
        return Log.temporaryName(CheckpointFormat.NAMES.nameOf(number));
    }

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public Next step() {
        try {
            return switch (step) {
                case ROWS -> writePiece();
                case FOOTER -> writeFooter();
                case NAME -> giveName();
                case DROP -> drop();
            };
        } catch (IOException cause) {
            return fail(StoreException.Failed.of("write", disk.describe(temporaryName(number)), cause));
        } catch (StoreException failure) {
            return fail(failure);
        }
    }

    /// Writes the next rows, from where [#cursor] stands, as one record, and only as many as fit: a [RowsRecord] is
    /// closed by the row with which it reaches [#PIECE_BYTES]. Where there are no more rows, none is written
    /// without rows.
    ///
    /// The first record of the job makes the file, under the [#temporaryName]; a step that fails finds it in
    /// [#file].
    ///
    /// @return [#then] the same step again, or the footer once the cursor has come to the end
    @Exercise("1.12")
    private Next writePiece() throws IOException {
        RowsRecord piece = new RowsRecord();
        boolean hasMore = true;
        while (piece.bytes() < PIECE_BYTES && hasMore) {
            hasMore = cursor.next();
            if (hasMore) {
                piece.add(cursor.key(), cursor.value());
            }
        }
        if (piece.bytes() > 0) {
            writer().append(piece.encoded());
        }
        return then(hasMore ? Step.ROWS : Step.FOOTER);
    }

    /// Writes the [CheckpointFormat#footer], which makes it a whole checkpoint, makes the file durable, and closes
    /// it. A store without rows has a checkpoint too, which is nothing but a footer.
    @Exercise("1.12")
    private Next writeFooter() throws IOException {
        writer().append(CheckpointFormat.footer(sequence, rows.size()));
        if (file != null) {
            file.sync();
            file.close();
        }
        return then(Step.NAME);
    }

    /// Gives the file its lasting name ([CheckpointFormat#NAMES]), durably.
    @Exercise("1.12")
    private Next giveName() throws IOException {
        disk.rename(temporaryName(number), CheckpointFormat.NAMES.nameOf(number));
        disk.syncDirectory();
        return then(Step.DROP);
    }

    /// Has what the checkpoint replaces removed, completes the [#outcome] with the length of the file, and is done.
    @Exercise("1.12")
    private Next drop() {
        long bytes = file == null ? 0 : file.size();
        whenNamed.accept(bytes);
        outcome.complete(bytes);
        return Job.done();
    }

    @Solution
    private RecordWriter writer() throws IOException {
        if (writer == null) {
            file = disk.create(temporaryName(number));
            writer = new RecordWriter(file);
        }
        return writer;
    }

    private Next then(Step next) {
        step = next;
        return Job.again();
    }

    /// Ends without a checkpoint. The next attempt has another number, so what is left of this one would only take
    /// room: the file, if one was made, is closed and deleted, as well as that can be done ([#discard]). Then
    /// [#whenFailed] hears of it, and after it whoever waits for the [#outcome].
    private Next fail(StoreException failure) {
        discard();
        whenFailed.accept(failure);
        outcome.completeExceptionally(failure);
        return Job.done();
    }

    /// For a job that will not be continued.
    void abandon() {
        if (!outcome.isDone()) {
            discard();
            outcome.completeExceptionally(new StoreException.Closed("the store"));
        }
    }

    /// Closes and deletes the temporary file, if there is one. The failure that led here is the one to report, so
    /// one that strikes now is not told; what is left is an orphan, which the next opening removes.
    private void discard() {
        try {
            if (file != null) {
                file.close();
                disk.delete(temporaryName(number));
            }
        } catch (IOException _) {
            // The failure that led here is the one to report; what is left is an orphan, removed when next opened.
            file = null;
        }
    }
}
