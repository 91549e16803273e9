/// Tests of a whole store that merges: every oracle of week 2 once more, with filters and compaction on.
@NullMarked
package dev.cairn.compaction.store;

import org.jspecify.annotations.NullMarked;
