/// id: Z3-48
/// title: the slope is computed in ints
/// invariant: BOUND
/// exercise: 3.8
/// seen: own
/// target: dev.cairn.compaction.Slope#bytesPerPause
/// killer: dev.cairn.compaction.BrakeTest#a_long_slope_ends_at_32_kibibytes_too
///
/// Five times a large number is a negative one, and a shift by a negative number is one by some other. With limits of a
/// thousand million nobody is held back, which was meant; but by chance.
class Slope {
    long bytesPerPause(int runs) {
        if (runs < slow) {
            return WriteBrake.FREE;
        }
        if (runs >= stop) {
            return WriteBrake.STOPPED;
        }
        int steps = Math.max(1, stop - 1 - slow);
        int halvings = HALVINGS * (runs - slow) / steps;
        return BYTES_FIRST >> halvings;
    }
}
