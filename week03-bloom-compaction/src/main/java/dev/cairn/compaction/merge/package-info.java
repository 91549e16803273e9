/// The merge: carries out what a strategy has planned.
///
/// ```
///   inputs, newest first ─► MergingCursor ─► DropRule ─► OutputTables ─► durable: bytes, then names ─► the edit
///                                            who can      where a table
///                                            see it?      ends
/// ```
///
/// The door: [MergingRunner].
@NullMarked
package dev.cairn.compaction.merge;

import org.jspecify.annotations.NullMarked;
