/// Benchmarks of the block cache.
@NullMarked
package dev.cairn.cache.bench;

import org.jspecify.annotations.NullMarked;
