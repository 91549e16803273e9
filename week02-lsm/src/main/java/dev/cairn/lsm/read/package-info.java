/// Reads: the layers of a store, newest first, and who still looks at an older moment.
///
/// The door: [Reads] answers, from the [ReadState] that [Layers] has now; [Snapshots] counts the moments that are held;
/// a [GuardedCursor] is what a store hands out.
@NullMarked
package dev.cairn.lsm.read;

import org.jspecify.annotations.NullMarked;
