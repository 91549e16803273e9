/// Memtables: what was written and is in no table yet, sorted, in memory.
///
/// ```
///   Memtable ─────┬─ SkipList ──┬─ Towers       links, in arrays of ints
///   MemtableLoad ─┘             └─ EntryArena   keys and values, in arrays of bytes
/// ```
///
/// The door: [dev.cairn.lsm.memtable.Memtable]; [dev.cairn.lsm.memtable.MemtableLoad], which makes one of what a log
/// holds; [dev.cairn.lsm.memtable.MemtableOptions], how large and how many; and
/// [dev.cairn.lsm.memtable.MemtableBudget], a limit that several stores share.
@NullMarked
package dev.cairn.lsm.memtable;

import org.jspecify.annotations.NullMarked;
