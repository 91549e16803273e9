/// Tests of the record log and of the store on top of it.
@NullMarked
package dev.cairn.wal;

import org.jspecify.annotations.NullMarked;
