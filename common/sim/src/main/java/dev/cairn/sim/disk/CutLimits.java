package dev.cairn.sim.disk;

import dev.cairn.common.check.Check;

/// How far the legal remainders of a power cut are enumerated.
///
/// Immutable.
///
/// @param writesExhaustive up to so many pending writes of a file, every subset; beyond: all, none, each prefix,
///     each single omission, samples
/// @param entriesExhaustive the same for the pending changes of a directory
/// @param tornWrites how many ways a write is torn: 0 none, 1 in the middle, 2 at 1, 7, half, length - 1 and sectors
/// @param fills whether lengths also survive without their bytes, as zeros and as stale bytes
/// @param samples how many random subsets are added where not all are tried
/// @param imagesMax most remainders of one state, or two for each choice of names; beyond, one file or directory
///     varies at a time, plus samples
public record CutLimits(
        int writesExhaustive, int entriesExhaustive, int tornWrites, boolean fills, int samples, int imagesMax) {
    /// What the search uses at each crash point of a workload.
    public static final CutLimits THOROUGH = new CutLimits(4, 5, 2, true, 8, 4096);

    /// What it uses inside recoveries, of which there are many.
    public static final CutLimits BRIEF = new CutLimits(2, 3, 1, false, 0, 64);

    /// Nothing or everything.
    public static final CutLimits EXTREMES = new CutLimits(0, 0, 0, false, 0, 2);

    /// Refuses limits without room for the two extremes.
    public CutLimits {
        Check.argument(imagesMax >= 2, "a power cut leaves everything or nothing at least, not %s images", imagesMax);
    }
}
