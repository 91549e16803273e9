/// Benchmarks of filters.
@NullMarked
package dev.cairn.bloom.bench;

import org.jspecify.annotations.NullMarked;
