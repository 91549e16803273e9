package dev.cairn.compaction;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.workbook.Exercise;

/// How far writers are held back, by the number of runs that a read may have to ask.
///
/// ```
///   bytes that may be written until a pause of a millisecond
///
///   any number ─────────┐
///   1 MiB               └──╮                         about 1 GiB/s: hardly a brake
///                           ╲
///   32 KiB                   ╰──┐                    about 32 MiB/s: slower than any disk merges
///   none                        └───────────
///                      slow    stop     runs
/// ```
///
/// A store that only stops is fast, and then silent for a second. One that is slowed first, a little more
/// with each run, comes to the speed at which merging keeps up, and stays there. Immutable.
///
/// @param slow from this number of runs on writers are slowed down
/// @param stop from this number of runs on writers are stopped
record Slope(int slow, int stop) {
    /// What may be written until a pause when slowing begins: 1 MiB.
    static final long BYTES_FIRST = 1 << 20;

    /// What may be written until a pause just before writers are stopped: 32 KiB, which is 1 MiB halved
    /// five times.
    static final long BYTES_LAST = 32 << 10;

    private static final int HALVINGS = 5;

    /// Refuses a slope that rises.
    Slope {
        requireFalling(slow, stop);
    }

    /// Refuses two numbers between which there is no slope, or one that rises.
    static void requireFalling(int slow, int stop) {
        Check.argument(slow >= 1, "writers are slowed from 1 run on or later, not from %s on", slow);
        Check.argument(slow <= stop, "writers are slowed (%s runs) no later than they are stopped (%s)", slow, stop);
    }

    /// How many bytes may be written until writers pause, with so many `runs`: [WriteBrake#FREE] below
    /// `slow`, [WriteBrake#STOPPED] from `stop` on.
    ///
    /// In between `BYTES_FIRST` at `slow`, `BYTES_LAST` at `stop - 1`, and from one to the other never more
    /// than with fewer runs: halved `HALVINGS * (runs - slow) / (stop - 1 - slow)` times. If `slow` is
    /// `stop - 1`, there is only one step: `BYTES_FIRST`. Mind that the numbers may be as large as an `int`
    /// holds.
    @Exercise("3.8")
    long bytesPerPause(int runs) {
        if (runs < slow) {
            return WriteBrake.FREE;
        }
        if (runs >= stop) {
            return WriteBrake.STOPPED;
        }
        long steps = Math.max(1, stop - 1L - slow);
        long halvings = HALVINGS * (long) (runs - slow) / steps;
        return BYTES_FIRST >> halvings;
    }
}
