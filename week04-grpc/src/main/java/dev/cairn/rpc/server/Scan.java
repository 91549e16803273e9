package dev.cairn.rpc.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows under a cursor, in chunks of bounded size.
///
/// Between two chunks the cursor stands on the first row that was not sent, so whether a chunk is the
/// last is known when it is sent. Nothing but the rows of one chunk is in memory. Rows of the node itself
/// ([ReservedKeys]) are not shown: in either direction the cursor jumps over them.
///
/// Confined to one thread.
final class Scan implements ServedRows {
    private static final Bytes BEHIND_RESERVED =
            KeyRange.prefix(ReservedKeys.PREFIX).to().orElseThrow();

    private final Cursor cursor;
    private final ScanQuestion question;
    private final int chunkBytes;
    private final Runnable atEnd;
    private long sent;
    private boolean isBegun;
    private boolean isEnded;

    /// @param cursor over the range of `question`, which is this one's from now on
    /// @param atEnd is run once, when the scan is over or was given up
    Scan(Cursor cursor, ScanQuestion question, int chunkBytes, Runnable atEnd) {
        this.cursor = cursor;
        this.question = question;
        this.chunkBytes = chunkBytes;
        this.atEnd = atEnd;
    }

    /// The next chunk. At first the cursor is put on the first row of the scan, in its order ([#settle]).
    /// After the last chunk, and after any failure, all is given back ([#close]).
    ///
    /// @throws StoreException.Closed if it is over
    @Override
    @Exercise("4.11")
    public RowChunk next() {
        if (isEnded) {
            throw new StoreException.Closed("the scan");
        }
        try {
            if (!isBegun) {
                isBegun = true;
                settle(question.isReverse() ? cursor.last() : cursor.first());
            }
            RowChunk chunk = chunk();
            if (chunk.isLast()) {
                close();
            }
            return chunk;
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    @Override
    public Problem problemOf(StoreException failure) {
        return Reason.problemOf(failure);
    }

    @Override
    public void close() {
        if (!isEnded) {
            isEnded = true;
            try {
                cursor.close();
            } finally {
                atEnd.run();
            }
        }
    }

    /// The rows from the one on that the cursor stands on, in the order of the scan ([#step]); afterwards
    /// it stands on the first row that is not among them, or on none.
    ///
    /// - Rows are added as long as there are any, [ScanQuestion#limit] (if it is not 0) is not reached by
    ///   all rows that were [#sent] with these, and keys and values of the chunk together stay within
    ///   [#chunkBytes]. The first row is always added, however large it is.
    /// - A scan of keys only has empty values, and never asks the cursor for one.
    /// - The chunk is the last if there are no more rows, or the limit is reached.
    /// - `next` is there only if the limit is reached and there are more rows: forwards it is the key of
    ///   the first of them, and in reverse that of the last row that was added, since `to` is excluded.
    @Exercise("4.11")
    private RowChunk chunk() {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        while (cursor.isOnRow() && !isAtLimit()) {
            Row row = row();
            bytes += row.key().length() + row.value().length();
            if (!rows.isEmpty() && bytes > chunkBytes) {
                return new RowChunk(rows, false, Optional.empty());
            }
            rows.add(row);
            sent++;
            step();
        }
        boolean hasMore = cursor.isOnRow();
        Optional<Bytes> next =
                hasMore ? Optional.of(question.isReverse() ? rows.getLast().key() : cursor.key()) : Optional.empty();
        return new RowChunk(rows, true, next);
    }

    @Solution
    private boolean isAtLimit() {
        return question.limit() > 0 && sent >= question.limit();
    }

    @Solution
    private Row row() {
        return new Row(cursor.key(), question.isKeysOnly() ? Bytes.EMPTY : cursor.value());
    }

    /// Goes on by one row in the order of the scan.
    private void step() {
        settle(question.isReverse() ? cursor.previous() : cursor.next());
    }

    /// Goes on in the order of the scan, if the cursor stands on a reserved row, to the first that is
    /// not.
    ///
    /// There may be a million reserved rows, so it does not go row by row: forwards a seek finds the
    /// first row behind them, and in reverse one finds the first of them, before which is where to go on.
    ///
    /// @param isOnRow whether the cursor stands on a row
    @Exercise("4.11")
    private void settle(boolean isOnRow) {
        if (!isOnRow || !ReservedKeys.contain(cursor.key())) {
            return;
        }
        if (question.isReverse()) {
            cursor.seek(ReservedKeys.PREFIX);
            cursor.previous();
        } else {
            cursor.seek(BEHIND_RESERVED);
        }
    }

    /// A scan that could not be opened: its failure shows at the first chunk.
    ///
    /// Immutable.
    record NoRows(Problem problem, StoreException failure) implements ServedRows {
        /// The store could not open it.
        static NoRows of(StoreException failure) {
            return new NoRows(Reason.problemOf(failure), failure);
        }

        /// The server did not let it begin.
        static NoRows of(Problem problem) {
            return new NoRows(problem, problem.toException());
        }

        @Override
        public RowChunk next() {
            throw failure;
        }

        @Override
        public Problem problemOf(StoreException shown) {
            return problem;
        }

        @Override
        public void close() {}
    }
}
