/// Loading many rows into a store with several writes under way at a time, so that they share syncs.
@NullMarked
package dev.cairn.wal.cli.load;

import org.jspecify.annotations.NullMarked;
