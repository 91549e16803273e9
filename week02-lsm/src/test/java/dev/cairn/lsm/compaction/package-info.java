/// Tests of plans, of who carries them out in which order, and of how writers wait for them.
@NullMarked
package dev.cairn.lsm.compaction;

import org.jspecify.annotations.NullMarked;
