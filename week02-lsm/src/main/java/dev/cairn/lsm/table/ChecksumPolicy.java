package dev.cairn.lsm.table;

/// When the checksum of a block is compared with its bytes.
public enum ChecksumPolicy {
    /// When the block is read for the first time since its table was opened: finds what disks and people
    /// damage, nearly for free.
    FIRST_READ,
    /// Whenever the block is read: finds also what happens to memory or to the disk meanwhile.
    EVERY_READ,
    /// Never, except by [TableReader#verify].
    NEVER
}
