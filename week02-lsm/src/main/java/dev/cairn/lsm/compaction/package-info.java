/// Compaction, as far as a store that never merges needs it: what is to be merged and how are seams.
///
/// The door: [Compaction] is both seams, [CompactionStrategy] and [CompactionRunner]; [Merger] runs them for a store.
@NullMarked
package dev.cairn.lsm.compaction;

import org.jspecify.annotations.NullMarked;
