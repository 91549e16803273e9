package dev.cairn.compaction;

import dev.cairn.lsm.compaction.AtRest;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;

/// Holds writers back by the number of tables in level 0.
///
/// The levels below need no brake of their own: the fullest level is merged first, so a level that falls
/// behind keeps level 0 waiting, and that is seen there. Immutable.
///
/// @param options from when on writers are slowed down and stopped
public record LeveledBrake(LeveledOptions options) implements WriteBrake {
    @Override
    public boolean mayStop(AtRest tables) {
        return tables.level0() >= options.level0Stop();
    }

    /// By the [Slope] from `level0Slow` to `level0Stop` of the options, for the number of tables in level
    /// 0.
    @Override
    @Exercise("3.8")
    public long bytesPerPause(Version version) {
        return new Slope(options.level0Slow(), options.level0Stop())
                .bytesPerPause(version.level(0).size());
    }
}
