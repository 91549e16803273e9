package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;

/// What can be read: a store as it is now, or a [Snapshot] of it.
public interface ReadView {
    /// The value of `key`, or empty if the key is absent or deleted.
    ///
    /// @throws StoreException if the answer cannot be had; an absent key is never an exception
    Optional<Bytes> get(Bytes key);

    /// A cursor over the rows of `range` in key order, standing before the first. It sees one consistent state:
    /// the one of the moment it was opened, whatever is written afterwards. The caller closes it.
    Cursor scan(KeyRange range);
}
