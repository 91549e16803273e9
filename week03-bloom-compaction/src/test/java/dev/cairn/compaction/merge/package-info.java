/// Tests of the merge.
@NullMarked
package dev.cairn.compaction.merge;

import org.jspecify.annotations.NullMarked;
