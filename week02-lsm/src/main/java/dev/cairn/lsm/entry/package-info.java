/// Entries, the atoms of the engine: one change of one key, with the sequence number that orders it among the
/// others of that key.
///
/// The door: [dev.cairn.lsm.entry.InternalKey], [dev.cairn.lsm.entry.EntryTag],
/// [dev.cairn.lsm.entry.InternalKeyOrder], and [dev.cairn.lsm.entry.EntryCursor], which everything that holds
/// sorted entries offers: memtables, blocks, tables, levels, and merges of them.
@NullMarked
package dev.cairn.lsm.entry;

import org.jspecify.annotations.NullMarked;
