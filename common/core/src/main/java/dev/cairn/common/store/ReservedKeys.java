package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;

/// The keys that belong to the node itself: all that begin with the bytes `00 'cairn' 00`.
///
/// A node keeps its own tables there (answers to retried requests, applied index), in the same store and the same
/// batches as the user's data, so that both are durable together. Users are refused these keys at every door.
public final class ReservedKeys {
    /// What every reserved key begins with.
    public static final Bytes PREFIX = Bytes.hex("00636169726e00");

    private ReservedKeys() {}

    /// Whether `key` belongs to the node.
    public static boolean contain(Bytes key) {
        return key.startsWith(PREFIX);
    }

    /// Refuses a user's key that belongs to the node.
    ///
    /// @throws StoreException.Refused if it does
    public static void refuse(Bytes key) {
        if (contain(key)) {
            throw new StoreException.Refused("key \"" + key + "\" is reserved: keys that begin with the bytes "
                    + PREFIX.toHex() + " belong to the node; use another key");
        }
    }
}
