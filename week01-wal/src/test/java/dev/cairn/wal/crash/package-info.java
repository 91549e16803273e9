/// Searches for crashes, failing calls and damaged bytes that break a promise of the store.
@NullMarked
package dev.cairn.wal.crash;

import org.jspecify.annotations.NullMarked;
