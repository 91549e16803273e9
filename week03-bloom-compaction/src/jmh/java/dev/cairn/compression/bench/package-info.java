/// Benchmarks of packing and unpacking.
@NullMarked
package dev.cairn.compression.bench;

import org.jspecify.annotations.NullMarked;
