package dev.cairn.lsm.merge;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import java.util.Arrays;
import java.util.Optional;

/// The rows that a reader sees at one sequence number: of each key the newest entry that is not newer than that
/// number, unless it is a tombstone.
///
/// ```
///   entries    a@9 put   a@4 put   b@8 del   b@2 put   c@7 put   c@1 put        rows at 8:   a@4   c@7
///
///   forward:   the entries stand on the row's own          a@9 [a@4] b@8 ...
///   back:      they stand before all of the row's key      [a@9 is gone past]: key and value are kept here
/// ```
///
/// 1. Going forward, the first entry of a key that is old enough decides, and all others of that key are passed over.
/// 2. Going back, the entries of a key come oldest first: the last one that is old enough decides, which is known
///    only when the key has been left.
///
/// Confined to one thread. LevelDB `db/db_iter.cc`.
public final class RowCursor implements Cursor {
    private final EntryCursor entries;
    private final long sequence;
    private final Optional<InternalKey> from;
    private final Optional<InternalKey> to;
    private final Runnable whenClosed;
    private Place place = Place.BEFORE_FIRST;
    private boolean isClosed;

    /// The user key of the row, and, going back, its value.
    private byte[] rowKey = new byte[64];
    private int rowKeyLength;
    private Bytes rowValue = Bytes.EMPTY;

    /// Where the cursor stands.
    private enum Place {
        BEFORE_FIRST,
        /// On a row; the entries stand on the row's own.
        ON_ROW_FORWARD,
        /// On a row; the entries stand before all of its key.
        ON_ROW_BACK,
        AFTER_LAST
    }

    /// @param entries all entries, which are closed with this
    /// @param sequence entries with higher numbers are not seen
    /// @param whenClosed releases what the entries need
    public RowCursor(EntryCursor entries, long sequence, KeyRange range, Runnable whenClosed) {
        this.entries = entries;
        this.sequence = sequence;
        this.from = range.from().map(key -> InternalKey.of(key, EntryTag.NEWEST));
        this.to = range.to().map(key -> InternalKey.of(key, EntryTag.NEWEST));
        this.whenClosed = whenClosed;
    }

    /// Moves to the first row of the range: [#findForward], from where the range begins ([#from], if it has a bound
    /// there; all entries of that key lie behind it).
    @Override
    @Exercise("2.12")
    public boolean first() {
        refuseIfClosed();
        return findForward(from.map(entries::seek).orElseGet(entries::first));
    }

    /// Moves to the last row of the range: [#findBack], from the last entry before the range ends ([#to]). Where no
    /// entry lies at or behind that bound, this is the last of all.
    @Override
    @Exercise("2.12")
    public boolean last() {
        refuseIfClosed();
        return findBack(to.map(bound -> entries.seek(bound) ? entries.previous() : entries.last())
                .orElseGet(entries::last));
    }

    /// Moves to the first row of the range whose key is `key` or behind it. Of the entries of `key`, those that are
    /// too new need not be looked at ([InternalKey#search]). A key before the range is as good as its beginning.
    @Override
    @Exercise("2.12")
    public boolean seek(Bytes key) {
        refuseIfClosed();
        InternalKey target = InternalKey.search(key, sequence);
        return findForward(
                entries.seek(from.filter(bound -> bound.compareTo(target) > 0).orElse(target)));
    }

    /// Moves one row forward.
    ///
    /// | where it stands ([#place]) | the next row |
    /// |---|---|
    /// | before the first row | is the first |
    /// | on a row, going forward | lies behind all entries of its key ([#passForward]) |
    /// | on a row, going back | lies behind all entries up to its key, and of it ([#passUpTo]) |
    /// | after the last row | is none |
    ///
    /// In the third case [#entries] stands before all of the row's key, or has run off the beginning; in between
    /// there may be entries that were not there when the cursor passed.
    @Override
    @Exercise("2.12")
    public boolean next() {
        refuseIfClosed();
        return switch (place) {
            case BEFORE_FIRST -> first();
            case ON_ROW_FORWARD -> {
                keepKey();
                yield findForward(passForward(entries.next()));
            }
            case ON_ROW_BACK -> findForward(passUpTo(entries.isOnEntry() ? entries.next() : entries.first()));
            case AFTER_LAST -> false;
        };
    }

    /// Moves one row back: from after the last row to the last; from a row to the one that [#findBack] finds from
    /// the first entry before all of its key ([#passBack], unless they have been passed already); from before the
    /// first row to none.
    @Override
    @Exercise("2.12")
    public boolean previous() {
        refuseIfClosed();
        return switch (place) {
            case BEFORE_FIRST -> false;
            case ON_ROW_FORWARD -> {
                keepKey();
                yield findBack(passBack(entries.previous()));
            }
            case ON_ROW_BACK -> findBack(entries.isOnEntry());
            case AFTER_LAST -> last();
        };
    }

    @Override
    public boolean isOnRow() {
        return place == Place.ON_ROW_FORWARD || place == Place.ON_ROW_BACK;
    }

    @Override
    public Bytes key() {
        requireRow();
        if (place == Place.ON_ROW_BACK) {
            return Bytes.copyOf(rowKey, 0, rowKeyLength);
        }
        int start = entries.keyStart();
        return Bytes.copyOf(entries.keyArray(), start, start + entries.keyLength() - EntryTag.BYTES);
    }

    @Override
    public Bytes value() {
        requireRow();
        return place == Place.ON_ROW_BACK ? rowValue : entries.value().copy();
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            place = Place.AFTER_LAST;
            try {
                entries.close();
            } finally {
                whenClosed.run();
            }
        }
    }

    /// From the entry on which [#entries] stands, if it does, finds the next row going forward: the first entry
    /// that is old enough ([#sequence]) is the newest visible one of its key. If it is a put, that is the row,
    /// and the entries stay on it; if it is a tombstone, the key has none, and its other entries are passed over
    /// ([#keepKey], [#passForward]). Where the range ends ([#isAfterRange]), or there are no more entries, the
    /// cursor stands after the last row.
    ///
    /// @return whether there is a row; [#place] says where the cursor stands
    @Exercise("2.12")
    private boolean findForward(boolean isOnEntry) {
        boolean isOn = isOnEntry;
        while (isOn && !isAfterRange()) {
            long tag = entries.tag();
            if (EntryTag.sequence(tag) > sequence) {
                isOn = entries.next();
            } else if (EntryTag.isPut(tag)) {
                place = Place.ON_ROW_FORWARD;
                return true;
            } else {
                keepKey();
                isOn = passForward(entries.next());
            }
        }
        place = Place.AFTER_LAST;
        return false;
    }

    /// From the entry on which [#entries] stands, if it does, finds the next row going back. The entries of a key
    /// come oldest first; the last one that is old enough decides. So each that is old enough is kept, key and
    /// value ([#keepKey], [#rowValue], which is a copy), the next one of the same key replaces it, and when the
    /// key is left, what is kept is the row, if it is a put. Then [#entries] stands before all entries of the
    /// row's key.
    ///
    /// Where the range begins ([#isBeforeRange]), or there are no more entries, no other row is looked for: what is
    /// kept is the row, if there is any, and else the cursor stands before the first.
    ///
    /// @return whether there is a row; [#place] says where the cursor stands
    @Exercise("2.12")
    private boolean findBack(boolean isOnEntry) {
        boolean isRow = false;
        boolean isKept = false;
        boolean isOn = isOnEntry;
        while (isOn && !isBeforeRange() && !(isRow && !isOnKeptKey())) {
            long tag = entries.tag();
            if (!isKept || !isOnKeptKey()) {
                keepKey();
                isKept = true;
                isRow = false;
            }
            if (EntryTag.sequence(tag) <= sequence) {
                isRow = EntryTag.isPut(tag);
                rowValue = isRow ? entries.value().copy() : Bytes.EMPTY;
            }
            isOn = entries.previous();
        }
        place = isRow ? Place.ON_ROW_BACK : Place.BEFORE_FIRST;
        return isRow;
    }

    /// Passes over everything up to the kept key and its entries, going forward. Before it there may be entries
    /// that were added since the cursor passed.
    ///
    /// @param isOnEntry whether [#entries] stands on an entry
    /// @return whether it does now
    @Exercise("2.12")
    private boolean passUpTo(boolean isOnEntry) {
        boolean isOn = isOnEntry;
        while (isOn && compareEntryToKeptKey() <= 0) {
            isOn = entries.next();
        }
        return isOn;
    }

    /// Passes over the entries of the kept key, going forward.
    ///
    /// @param isOnEntry whether [#entries] stands on an entry
    /// @return whether it does now
    @Exercise("2.12")
    private boolean passForward(boolean isOnEntry) {
        boolean isOn = isOnEntry;
        while (isOn && isOnKeptKey()) {
            isOn = entries.next();
        }
        return isOn;
    }

    /// As [#passForward], going back.
    @Exercise("2.12")
    private boolean passBack(boolean isOnEntry) {
        boolean isOn = isOnEntry;
        while (isOn && isOnKeptKey()) {
            isOn = entries.previous();
        }
        return isOn;
    }

    /// Keeps the user key of the entry on which [#entries] stands, in [#rowKey].
    private void keepKey() {
        rowKeyLength = entries.keyLength() - EntryTag.BYTES;
        if (rowKey.length < rowKeyLength) {
            rowKey = new byte[2 * rowKeyLength];
        }
        System.arraycopy(entries.keyArray(), entries.keyStart(), rowKey, 0, rowKeyLength);
    }

    /// Whether [#entries], which stands on an entry, stands on one of the kept key.
    private boolean isOnKeptKey() {
        int start = entries.keyStart();
        int end = start + entries.keyLength() - EntryTag.BYTES;
        return Arrays.equals(entries.keyArray(), start, end, rowKey, 0, rowKeyLength);
    }

    /// How the user key on which [#entries] stands compares with the kept one.
    private int compareEntryToKeptKey() {
        int start = entries.keyStart();
        int end = start + entries.keyLength() - EntryTag.BYTES;
        return Arrays.compareUnsigned(entries.keyArray(), start, end, rowKey, 0, rowKeyLength);
    }

    /// Whether [#entries], which stands on an entry, is at the end of the range or behind it.
    private boolean isAfterRange() {
        return to.isPresent() && compareEntryTo(to.get()) >= 0;
    }

    /// Whether [#entries], which stands on an entry, is before the range.
    private boolean isBeforeRange() {
        return from.isPresent() && compareEntryTo(from.get()) < 0;
    }

    private int compareEntryTo(InternalKey bound) {
        return -bound.compareUserKeyTo(entries.keyArray(), entries.keyStart(), entries.keyLength());
    }

    private void requireRow() {
        refuseIfClosed();
        Check.that(isOnRow(), "the cursor stands on no row");
    }

    private void refuseIfClosed() {
        if (isClosed) {
            throw new StoreException.Closed("the cursor");
        }
    }
}
