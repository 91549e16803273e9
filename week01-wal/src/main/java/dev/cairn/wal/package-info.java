/// A segmented record log: what was acknowledged is there after a crash, and damage is told apart from a torn tail.
@NullMarked
package dev.cairn.wal;

import org.jspecify.annotations.NullMarked;
