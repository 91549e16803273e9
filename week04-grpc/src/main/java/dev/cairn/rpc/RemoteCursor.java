package dev.cairn.rpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/// A cursor over rows that come as a stream, which knows only one direction.
///
/// ```
///   next, next      one stream   b ─► d ─► f ─► ...
///   previous        that one is given up; another   [from, d) reversed:   b ─► ...
/// ```
///
/// 1. The stream in use, if there is one, is about to bring the neighbour of the place, in its direction.
/// 2. All streams read one snapshot. So a stream may be given up at any row, and another may go on there:
///    because the cursor turns or jumps, or because the stream broke.
/// 3. A stream that breaks is opened again where it stopped, within the deadline of one operation and the
///    budget of all.
///
/// Confined to one thread.
final class RemoteCursor implements Cursor {
    private static final Bytes SMALLEST_TAIL = Bytes.hex("00");

    private final RemoteCore core;
    private final StoreWire wire;
    private final SnapshotLease lease;
    private final KeyRange range;
    private Place place = new Place.BeforeFirst();
    private Optional<Run> run = Optional.empty();
    private boolean isClosed;

    /// Where a cursor stands.
    sealed interface Place {
        /// Before the first row.
        record BeforeFirst() implements Place {}

        /// Just before `key`, whether there is such a row or not: on the way of a seek.
        record Before(Bytes key) implements Place {}

        /// On a row.
        record On(Row row) implements Place {}

        /// After the last row.
        record AfterLast() implements Place {}

        /// Nowhere, since a move failed.
        record Nowhere(StoreException why) implements Place {}
    }

    /// @param lease held for this cursor
    RemoteCursor(RemoteCore core, StoreWire wire, SnapshotLease lease, KeyRange range) {
        this.core = core;
        this.wire = wire;
        this.lease = lease;
        this.range = range;
    }

    @Override
    public boolean first() {
        jump(new Place.BeforeFirst());
        return step(false);
    }

    @Override
    public boolean last() {
        jump(new Place.AfterLast());
        return step(true);
    }

    /// To the first row at or after `key`: a jump to the place just before `key`, and a step forward from
    /// there. A key before the range is [#first], for a stream that begins before the range would bring rows
    /// that are not in it; one behind the range leads to the place after the last row.
    @Exercise("4.14")
    @Override
    public boolean seek(Bytes key) {
        if (range.isBefore(key)) {
            return first();
        }
        jump(range.isAfter(key) ? new Place.AfterLast() : new Place.Before(key));
        return step(false);
    }

    @Override
    public boolean next() {
        requirePlace();
        return step(false);
    }

    @Override
    public boolean previous() {
        requirePlace();
        return step(true);
    }

    @Override
    public boolean isOnRow() {
        return place instanceof Place.On;
    }

    @Override
    public Bytes key() {
        return row().key();
    }

    @Override
    public Bytes value() {
        return row().value();
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            stopRun();
            lease.letGo();
        }
    }

    /// The keys between a place and the end of the range in one direction: what a new stream has to bring
    /// for the cursor to go on from there. The place's own row is not among them.
    ///
    /// ```
    ///   range [b, i)     forward       reverse
    ///   BeforeFirst      [b, i)        none
    ///   Before(c)        [c, i)        [b, c)
    ///   On(d)            [d 00, i)     [b, d)
    ///   AfterLast        none          [b, i)
    ///   Nowhere          none          none
    /// ```
    ///
    /// `d 00` is the smallest key after `d`. A bound of `range` that is open stays open.
    ///
    /// @return empty for "none", also if the keys that are left are none because the bounds meet
    @Exercise("4.14")
    static Optional<KeyRange> ahead(Place place, KeyRange range, boolean isReverse) {
        Optional<KeyRange> left = switch (place) {
            case Place.BeforeFirst() -> isReverse ? Optional.empty() : Optional.of(range);
            case Place.AfterLast() -> isReverse ? Optional.of(range) : Optional.empty();
            case Place.Before(Bytes key) -> Optional.of(isReverse ? upTo(range, key) : onFrom(range, key));
            case Place.On(Row row) ->
                Optional.of(
                        isReverse
                                ? upTo(range, row.key())
                                : onFrom(range, row.key().concat(SMALLEST_TAIL)));
            case Place.Nowhere _ -> Optional.empty();
        };
        return left.filter(
                keys -> keys.from().isEmpty() || !keys.isAfter(keys.from().get()));
    }

    @Solution
    private static KeyRange upTo(KeyRange range, Bytes key) {
        return new KeyRange(range.from(), Optional.of(key));
    }

    @Solution
    private static KeyRange onFrom(KeyRange range, Bytes key) {
        return new KeyRange(Optional.of(key), range.to());
    }

    private void jump(Place target) {
        requireOpen();
        stopRun();
        place = target;
    }

    /// Moves to the [#neighbour] in one direction, or, if there is none, to the end in that direction; then the
    /// stream has no more to bring and is given up.
    ///
    /// @return whether the cursor is on a row now
    @Exercise("4.14")
    private boolean step(boolean isReverse) {
        Optional<Row> row = neighbour(isReverse);
        if (row.isEmpty()) {
            stopRun();
        }
        place = row.<Place>map(Place.On::new)
                .orElseGet(() -> isReverse ? new Place.BeforeFirst() : new Place.AfterLast());
        return row.isPresent();
    }

    /// The row next to the place in this direction, which is not moved.
    ///
    /// A stream of the other direction is given up. A row that the stream has brought already is taken
    /// without asking anybody; else one is [#fetched], with retries ([RemoteCore#retrying], of "the scan").
    /// If that fails for good, the cursor is nowhere, because of that failure, which is thrown.
    @Exercise("4.14")
    private Optional<Row> neighbour(boolean isReverse) {
        if (run.isPresent() && run.get().isReverse != isReverse) {
            stopRun();
        }
        if (run.isPresent() && run.get().hasRow()) {
            return Optional.of(run.get().rows.next());
        }
        try {
            return core.retrying("the scan", () -> fetched(isReverse));
        } catch (StoreException failure) {
            place = new Place.Nowhere(failure);
            throw failure;
        }
    }

    /// The next row of the stream in use, or of a new one for what lies [#ahead], if there is none; where
    /// nothing lies ahead no stream is opened. One that fails is given up before the failure goes on its way: the
    /// next try opens another, which goes on at the place.
    @Exercise("4.14")
    private Optional<Row> fetched(boolean isReverse) {
        if (run.isEmpty()) {
            run = ahead(place, range, isReverse).map(keys -> opened(keys, isReverse));
        }
        try {
            return run.flatMap(Run::nextRow);
        } catch (StoreException broken) {
            stopRun();
            throw broken;
        }
    }

    private Run opened(KeyRange keys, boolean isReverse) {
        OptionalLong moment = OptionalLong.of(lease.snapshot());
        Duration patience = core.patience();
        return new Run(wire.scan(new ScanQuestion(keys, 0, isReverse, false, moment), patience), isReverse);
    }

    private void stopRun() {
        run.ifPresent(Run::close);
        run = Optional.empty();
    }

    private Row row() {
        requirePlace();
        if (place instanceof Place.On(Row row)) {
            return row;
        }
        throw new IllegalStateException("the cursor stands on no row: ask isOnRow first");
    }

    private void requirePlace() {
        requireOpen();
        if (place instanceof Place.Nowhere(StoreException why)) {
            throw why;
        }
    }

    private void requireOpen() {
        if (isClosed || core.isShutDown()) {
            throw new StoreException.Closed(isClosed ? "the cursor" : "the remote store");
        }
    }

    /// One stream, and what has come of it.
    private static final class Run {
        private final RowStream stream;
        private final boolean isReverse;
        private Iterator<Row> rows = Collections.emptyIterator();
        private boolean isLast;

        Run(RowStream stream, boolean isReverse) {
            this.stream = stream;
            this.isReverse = isReverse;
        }

        boolean hasRow() {
            return rows.hasNext();
        }

        /// The next row, waited for, or empty at the stream's end. A chunk without rows is not the end, unless
        /// it says that it is the last; and the last may have rows. Behind it nothing is asked for.
        @Exercise("4.14")
        Optional<Row> nextRow() {
            while (!rows.hasNext() && !isLast) {
                RowChunk chunk = stream.next();
                rows = chunk.rows().iterator();
                isLast = chunk.isLast();
            }
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        }

        void close() {
            stream.close();
        }
    }
}
