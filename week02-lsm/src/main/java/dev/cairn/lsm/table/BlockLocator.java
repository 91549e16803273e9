package dev.cairn.lsm.table;

import dev.cairn.lsm.entry.InternalKey;

/// Names the data block of a table in which to look for a key. Immutable.
interface BlockLocator {
    /// The first data block that can have an entry at or after `target`; [#blocks] if none can.
    int find(InternalKey target);

    /// Number of data blocks.
    int blocks();
}
