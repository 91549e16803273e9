/// Compaction, as far as a store that never merges needs it: what is to be merged and how are seams.
///
/// The door: [Compaction] is the three seams, [CompactionStrategy], [CompactionRunner] and [WriteBrake];
/// [Merger] runs them for a store, and [BrakedTarget] holds its writers back.
@NullMarked
package dev.cairn.lsm.compaction;

import org.jspecify.annotations.NullMarked;
