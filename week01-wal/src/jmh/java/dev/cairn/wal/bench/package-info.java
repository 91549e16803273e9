/// How fast week 1 is, beside what the disk itself can do. Run and read as `docs/benchmarks.md` says.
@NullMarked
package dev.cairn.wal.bench;

import org.jspecify.annotations.NullMarked;
