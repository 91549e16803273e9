/// Merging: many sorted sources of entries seen as one, and of that the rows that a reader sees.
///
/// ```
///   memtables ─┐
///   tables ────┼─► MergingCursor ─► RowCursor ─► rows of one moment
///   levels ────┘    all entries       one per key, the newest visible; no tombstones
///   (LevelCursor)
/// ```
@NullMarked
package dev.cairn.lsm.merge;

import org.jspecify.annotations.NullMarked;
