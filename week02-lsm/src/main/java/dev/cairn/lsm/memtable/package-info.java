/// Memtables: what was written and is in no table yet, sorted, in memory.
///
/// ```
///   Memtable ── SkipList ──┬─ Towers       links, in arrays of ints
///                          └─ EntryArena   keys and values, in arrays of bytes
/// ```
///
/// The door: [dev.cairn.lsm.memtable.Memtable], and [dev.cairn.lsm.memtable.MemtableBudget], a limit that several
/// stores share.
@NullMarked
package dev.cairn.lsm.memtable;

import org.jspecify.annotations.NullMarked;
