/// Flushes: how a memtable that is full becomes a table, and when its log may go.
///
/// The door: [Flusher] runs one [FlushJob] after the other, with the parts of a store that [StoreParts]
/// names; [FlushPolicy] is a seam.
@NullMarked
package dev.cairn.lsm.flush;

import org.jspecify.annotations.NullMarked;
