package dev.cairn.sim.net;

import dev.cairn.common.check.Check;
import java.time.Duration;

/// How well one link carries messages.
///
/// A message takes [#delayMin] and then some: a Pareto-distributed part with the scale [#jitter], of which
/// half are below 0.6 times the scale, one in a hundred is above 20 times, and none above 1000 times.
/// Messages keep their order but for those that chance has reordered: they are held back while later ones
/// pass.
///
/// Immutable.
///
/// @param dropRate how many of all messages are lost, 0 to 1
/// @param delayMin how long a message is under way at least
/// @param jitter the scale of what comes on top
/// @param duplicateRate how many messages arrive a second time, 0 to 1
/// @param reorderRate how many are held back, 0 to 1
/// @param underWayMax how many messages may be under way at one time, copies counted; more are not taken
public record LinkQuality(
        double dropRate,
        Duration delayMin,
        Duration jitter,
        double duplicateRate,
        double reorderRate,
        int underWayMax) {
    private static final LinkQuality GOOD =
            new LinkQuality(0, Duration.ofNanos(500_000), Duration.ofNanos(200_000), 0, 0, 1000);
    private static final double TAIL_EXPONENT = -1 / 1.5;
    private static final double TAIL_MAX = 1000;
    private static final double HOLD_BACK_MIN = 4;
    private static final double HOLD_BACK_SPREAD = 16;

    /// Refuses what is no rate, no time and no room.
    public LinkQuality {
        requireRate("dropped", dropRate);
        requireRate("duplicated", duplicateRate);
        requireRate("reordered", reorderRate);
        Check.argument(!delayMin.isNegative() && !jitter.isNegative(), "a delay is below 0: %s, %s", delayMin, jitter);
        Check.argument(underWayMax > 0, "a link with room for %s messages takes none", underWayMax);
    }

    private static void requireRate(String what, double rate) {
        Check.argument(rate >= 0 && rate <= 1, "the share of messages that are %s is from 0 to 1, not %s", what, rate);
    }

    /// As in a quiet rack: nothing is lost, doubled or reordered, half a millisecond and a little.
    public static LinkQuality good() {
        return GOOD;
    }

    /// The same with another share of lost messages.
    public LinkQuality withDropRate(double rate) {
        return new LinkQuality(rate, delayMin, jitter, duplicateRate, reorderRate, underWayMax);
    }

    /// The same with other delays.
    public LinkQuality withDelay(Duration newDelayMin, Duration newJitter) {
        return new LinkQuality(dropRate, newDelayMin, newJitter, duplicateRate, reorderRate, underWayMax);
    }

    /// The same with another share of messages that arrive twice.
    public LinkQuality withDuplicateRate(double rate) {
        return new LinkQuality(dropRate, delayMin, jitter, rate, reorderRate, underWayMax);
    }

    /// The same with another share of messages that later ones overtake.
    public LinkQuality withReorderRate(double rate) {
        return new LinkQuality(dropRate, delayMin, jitter, duplicateRate, rate, underWayMax);
    }

    /// The same with another room.
    public LinkQuality withUnderWayMax(int count) {
        return new LinkQuality(dropRate, delayMin, jitter, duplicateRate, reorderRate, count);
    }

    /// How long a message takes whose luck is `chance`, from 0 to 1, the worst last.
    Duration delay(double chance) {
        double tail = Math.min(TAIL_MAX, Math.pow(1 - chance, TAIL_EXPONENT) - 1);
        return delayMin.plusNanos((long) (tail * jitter.toNanos()));
    }

    /// How much longer a reordered message is held back: several times what others usually take.
    Duration holdBack(double chance) {
        double times = HOLD_BACK_MIN + chance * HOLD_BACK_SPREAD;
        return Duration.ofNanos((long) (times * delayMin.plus(jitter).toNanos()));
    }
}
