/// Tests of the record log.
@NullMarked
package dev.cairn.wal;

import org.jspecify.annotations.NullMarked;
