package dev.cairn.lsm.compaction;

import dev.cairn.common.check.Check;

/// How many tables a store may have in which a strategy merges nothing.
///
/// Immutable.
///
/// @param level0 the most tables of level 0
/// @param runs the most runs: tables of level 0, and levels below it that have tables
public record AtRest(int level0, int runs) {
    /// Refuses less than none.
    public AtRest {
        Check.argument(level0 >= 0 && level0 <= runs, "%s tables of level 0 are not %s runs", level0, runs);
    }

    /// `9 runs, of which 3 are in level 0`.
    @Override
    public String toString() {
        return runs + " runs, of which " + level0 + " are in level 0";
    }
}
