/// `cairn bench growth`: how fast a store takes rows while it becomes many times as large as its memory.
///
/// ```
///   GrowthCommand ── fresh JVM, small heap ── GrowthChild ── lines: slice, slice, ..., end
///        │                                                        │
///        └── a table, a verdict, a plot (GrowthPlot) ◄────────────┘
/// ```
@NullMarked
package dev.cairn.engine.cli.growth;

import org.jspecify.annotations.NullMarked;
