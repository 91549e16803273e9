/// Compaction: pure strategies that choose what to merge, and the runner that merges it.
@NullMarked
package dev.cairn.compaction;

import org.jspecify.annotations.NullMarked;
