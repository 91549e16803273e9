/// The log-structured merge store: a memtable over a log, sorted tables below it, and versions that tie
/// them together.
///
/// The door: [dev.cairn.lsm.LsmStore], opened with [dev.cairn.lsm.LsmOptions]; [dev.cairn.lsm.LsmView]
/// reads a store that is closed; [dev.cairn.lsm.HeldState] is a state that is handed out;
/// [dev.cairn.lsm.flush.FlushPolicy] is a seam.
@NullMarked
package dev.cairn.lsm;

import org.jspecify.annotations.NullMarked;
