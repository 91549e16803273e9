/// `cairn bench engine`: db_bench's workloads on this store and on others, side by side.
///
/// ```
///   BenchCommand ── round 1: cairn, rocksdb, ...; round 2: ...      one fresh JVM at a time (BenchProcess)
///        │                        │
///        │                   BenchChild ── Workload by Workload ── BenchStore (CairnStore, or a peer's adapter)
///        ▼                        │
///   BenchSummary ◄── BenchResult ─┘   medians, percentiles, ratios
/// ```
///
/// The peers' adapters and their libraries are not part of the program: `-Ppeers` builds them.
@NullMarked
package dev.cairn.lsm.cli.bench;

import org.jspecify.annotations.NullMarked;
