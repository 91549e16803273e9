/// Tests of the store on the log, and of the structures it is made of.
@NullMarked
package dev.cairn.wal.map;

import org.jspecify.annotations.NullMarked;
