package dev.cairn.sim.model;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;

/// One call of a history. A `view`, `snapshot` or `cursor` is a number that is taken modulo how many are open, so
/// that a history stays one when steps are left out of it; view 0 is the store itself.
///
/// Immutable.
sealed interface Step {
    /// Writes a batch.
    record Write(WriteBatch batch) implements Step {}

    /// Compares and sets.
    record CompareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) implements Step {}

    /// Reads one key.
    record Get(int view, Bytes key) implements Step {}

    /// Reads all rows of a range.
    record Scan(int view, KeyRange range, boolean backwards) implements Step {}

    /// Takes a snapshot and keeps it open.
    record TakeSnapshot() implements Step {}

    /// Closes a snapshot.
    record CloseSnapshot(int snapshot) implements Step {}

    /// Opens a cursor and keeps it open.
    record OpenCursor(int view, KeyRange range) implements Step {}

    /// Moves a cursor.
    record Move(int cursor, Direction direction, Bytes target) implements Step {}

    /// Closes the store, with everything that was opened from it, and opens it again.
    record Reopen() implements Step {}

    /// Where a cursor moves.
    enum Direction {
        FIRST,
        LAST,
        NEXT,
        PREVIOUS,
        SEEK
    }
}
