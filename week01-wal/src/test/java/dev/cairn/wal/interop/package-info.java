/// Other implementations of LevelDB read what we write, and we read what they write.
@NullMarked
package dev.cairn.wal.interop;

import org.jspecify.annotations.NullMarked;
