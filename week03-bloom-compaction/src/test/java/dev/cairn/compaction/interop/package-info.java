/// Our directories and those of other LevelDBs, with filters and compaction on.
@NullMarked
package dev.cairn.compaction.interop;

import org.jspecify.annotations.NullMarked;
