/// Compaction: pure strategies that choose what is merged next, and brakes that hold writers back until it
/// is.
///
/// A strategy sees a version, which is a value, and gives a plan, which is another. Nothing here reads a
/// file, knows a clock, or remembers what it has planned (but for a merge by hand, which remembers how far
/// it has come). So all of it is tested on versions that chance has drawn.
///
/// The doors: [LeveledCompaction][dev.cairn.compaction.LeveledCompaction] with its
/// [options][dev.cairn.compaction.LeveledOptions] and [brake][dev.cairn.compaction.LeveledBrake];
/// [TieredCompaction][dev.cairn.compaction.TieredCompaction] and
/// [FullCompaction][dev.cairn.compaction.FullCompaction] with theirs,
/// [RunBrake][dev.cairn.compaction.RunBrake].
@NullMarked
package dev.cairn.compaction;

import org.jspecify.annotations.NullMarked;
