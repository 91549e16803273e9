/// Benchmarks of the LSM store and of its parts.
@NullMarked
package dev.cairn.lsm.bench;

import org.jspecify.annotations.NullMarked;
