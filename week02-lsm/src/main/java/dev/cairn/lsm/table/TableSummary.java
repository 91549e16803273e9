package dev.cairn.lsm.table;

import dev.cairn.lsm.entry.InternalKey;

/// What is in a table that was written.
///
/// Immutable.
///
/// @param bytes length of the file
/// @param entries number of entries, at least one
/// @param smallest the first key
/// @param largest the last key
public record TableSummary(long bytes, long entries, InternalKey smallest, InternalKey largest) {}
