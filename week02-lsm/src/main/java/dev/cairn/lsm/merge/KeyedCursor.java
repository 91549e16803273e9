package dev.cairn.lsm.merge;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;

/// A source that is asked for its key once after each move, and not in each comparison: a heap of sources compares
/// more often than it moves, and each source would have to be asked three things, through all that lies above it.
/// Where a move fails there is no key to be had.
///
/// Confined to one thread.
final class KeyedCursor implements EntryCursor {
    private static final byte[] NO_KEY = {};

    private final EntryCursor source;
    private boolean isOnEntry;
    private byte[] keyArray = NO_KEY;
    private int keyStart;
    private int keyLength;

    /// @param source closed with this
    KeyedCursor(EntryCursor source) {
        this.source = source;
    }

    @Override
    public boolean first() {
        return moved(leave().first());
    }

    @Override
    public boolean last() {
        return moved(leave().last());
    }

    @Override
    public boolean seek(InternalKey target) {
        return moved(leave().seek(target));
    }

    @Override
    public boolean next() {
        return moved(leave().next());
    }

    @Override
    public boolean previous() {
        return moved(leave().previous());
    }

    @Override
    public boolean isOnEntry() {
        return isOnEntry;
    }

    @Override
    public byte[] keyArray() {
        Check.that(isOnEntry, "the cursor stands on no entry");
        return keyArray;
    }

    @Override
    public int keyStart() {
        return keyStart;
    }

    @Override
    public int keyLength() {
        return keyLength;
    }

    @Override
    public Bytes value() {
        return source.value();
    }

    /// A tag of no known kind is for the source to complain of.
    @Override
    public long tag() {
        long tag = InternalKeyOrder.tag(keyArray, keyStart, keyLength);
        return EntryTag.isKnown(tag) ? tag : source.tag();
    }

    @Override
    public void close() {
        leave().close();
    }

    private EntryCursor leave() {
        isOnEntry = false;
        return source;
    }

    private boolean moved(boolean isOn) {
        isOnEntry = isOn;
        if (isOn) {
            keyArray = source.keyArray();
            keyStart = source.keyStart();
            keyLength = source.keyLength();
        }
        return isOn;
    }
}
