/// How long things take, counted so that it costs next to nothing: [dev.cairn.common.measure.Latencies] counts,
/// [dev.cairn.common.measure.LatencyCounts] is what it has counted.
@NullMarked
package dev.cairn.common.measure;

import org.jspecify.annotations.NullMarked;
