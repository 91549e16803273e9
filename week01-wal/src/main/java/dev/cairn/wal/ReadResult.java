package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;

/// What [RecordReader#next] found.
///
/// Immutable.
public sealed interface ReadResult {
    /// A record whose checksums are right.
    ///
    /// @param payload the bytes that were appended
    /// @param offset bytes from the start of the file to the record's first header
    record Whole(Bytes payload, long offset) implements ReadResult {}

    /// The log ends here, cleanly.
    ///
    /// @param offset bytes from the start of the file to the end of the last record
    record End(long offset) implements ReadResult {}

    /// What a crash alone can leave: the last thing written is not whole. Everything from `offset` on is to be
    /// dropped.
    ///
    /// @param offset bytes from the start of the file to the end of the last whole record
    /// @param damageOffset where the damage is, at or after `offset`
    record TornTail(long offset, long damageOffset, Damage damage) implements ReadResult {}

    /// What a crash alone cannot leave: something that had been made durable is no longer what was written.
    ///
    /// @param offset bytes from the start of the file to the end of the last whole record before the damage
    /// @param damageOffset where the damage is, at or after `offset`
    record Corrupt(long offset, long damageOffset, Damage damage) implements ReadResult {}
}
