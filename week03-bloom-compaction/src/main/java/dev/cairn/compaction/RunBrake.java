package dev.cairn.compaction;

import dev.cairn.lsm.compaction.AtRest;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;

/// Holds writers back by the number of runs: tables of level 0, and levels below it that have tables. For
/// strategies that merge whole runs ([TieredCompaction], [FullCompaction]).
///
/// Immutable.
///
/// @param slow from this number of runs on writers are slowed down
/// @param stop from this number of runs on writers are stopped
public record RunBrake(int slow, int stop) implements WriteBrake {
    /// Refuses a brake that would be released as runs become more.
    public RunBrake {
        Slope.requireFalling(slow, stop);
    }

    /// For a strategy that merges when there are more than `runsMax` runs: writers are slowed when 16 have
    /// come besides, and stopped when these are 32: a merge of the whole store takes its time, and memory
    /// is flushed meanwhile.
    public static RunBrake of(int runsMax) {
        return new RunBrake(Math.addExact(runsMax, 16), Math.addExact(runsMax, 32));
    }

    @Override
    public boolean mayStop(AtRest tables) {
        return tables.runs() >= stop;
    }

    /// By the [Slope] from `slow` to `stop`, for the number of runs ([SortedRun#count]).
    @Override
    @Exercise("3.8")
    public long bytesPerPause(Version version) {
        return new Slope(slow, stop).bytesPerPause(SortedRun.count(version));
    }
}
