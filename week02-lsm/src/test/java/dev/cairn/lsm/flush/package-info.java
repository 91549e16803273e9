/// Tests of what brings memtables to disk.
@NullMarked
package dev.cairn.lsm.flush;

import org.jspecify.annotations.NullMarked;
