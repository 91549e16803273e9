package dev.cairn.lsm.entry;

import dev.cairn.common.bytes.Bytes;

/// A position among sorted entries, in [InternalKeyOrder], both ways. It shows every entry: all versions of a key,
/// and tombstones.
///
/// It begins nowhere: [#first], [#last] and [#seek] put it somewhere. Those, [#next] and [#previous] answer whether
/// it now stands on an entry; only there may it be asked for the key, the value, or to move on by one. Whoever has
/// run off either end puts it somewhere again.
///
/// The key is shown as a range of an array so that nothing need be copied to compare it: the range may change with
/// every move, and its bytes belong to the cursor.
///
/// Methods that move or read throw [dev.cairn.common.store.StoreException.Corrupt] where what they meet is not what
/// was written. Confined to one thread.
public interface EntryCursor extends AutoCloseable {
    /// Moves to the first entry.
    boolean first();

    /// Moves to the last entry.
    boolean last();

    /// Moves to the first entry at or after `target`.
    boolean seek(InternalKey target);

    /// Moves one entry forward.
    boolean next();

    /// Moves one entry back.
    boolean previous();

    /// Whether it stands on an entry.
    boolean isOnEntry();

    /// The array in which the internal key lies.
    byte[] keyArray();

    /// Where in [#keyArray] the internal key begins.
    int keyStart();

    /// Number of bytes of the internal key, the tag included.
    int keyLength();

    /// The value; empty for a tombstone. It may share memory with what it was read from: copy what outlives that.
    Bytes value();

    /// The tag of the entry's key. A cursor over other cursors asks the one in which it stands: a cursor over a
    /// file throws [dev.cairn.common.store.StoreException.Corrupt] where the tag is of no kind that the format
    /// knows.
    default long tag() {
        return InternalKeyOrder.tag(keyArray(), keyStart(), keyLength());
    }

    /// Releases what the cursor holds. Closing twice is the same as once.
    @Override
    void close();

    /// A cursor over no entries.
    static EntryCursor empty() {
        return NoEntries.INSTANCE;
    }
}
