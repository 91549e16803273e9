package dev.cairn.sim.crash;

/// What is wrong with a [ToyStore]: each a mistake that real stores have made.
enum Defect {
    /// Nothing.
    NONE,
    /// A write is acknowledged when it is appended; nothing is ever synced.
    ACK_BEFORE_SYNC,
    /// A directory that is there is taken to be durable.
    DIRECTORY_TRUSTED,
    /// A new segment is synced, its name is not.
    NO_DIRECTORY_SYNC,
    /// A torn record ends the replay of everything, and the next life writes behind it.
    TAIL_NOT_CUT,
    /// An I/O error while writing is caught and forgotten.
    SWALLOWED_ERROR,
    /// Checksums are written and not compared.
    NO_CHECKSUM,
    /// A torn record at the end is taken for corruption.
    TORN_IS_FATAL,
    /// Segments that were replaced stay.
    GARBAGE_LEFT,
    /// A failed sync is tried once more.
    SYNC_RETRIED,
    /// Each mutation of a batch is a record of its own.
    SPLIT_BATCH,
    /// Old segments are deleted before the new one is synced.
    EARLY_DELETE,
    /// The lock is not given back when opening fails.
    LOCK_LEAKED,
    /// A store that syncs only when it is closed does not sync then either.
    CLOSE_WITHOUT_SYNC
}
