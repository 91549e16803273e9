/// Our files and those of other implementations of LevelDB, both ways.
@NullMarked
package dev.cairn.lsm.interop;

import org.jspecify.annotations.NullMarked;
