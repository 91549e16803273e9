/// Benchmarks of the LSM store and of its parts.
@NullMarked
package dev.cairn.lsm.cli.bench;

import org.jspecify.annotations.NullMarked;
