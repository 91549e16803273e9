/// Benchmarks of formats.
@NullMarked
package dev.cairn.rpc.bench;

import org.jspecify.annotations.NullMarked;
