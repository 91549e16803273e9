package dev.cairn.sim.net;

import java.util.random.RandomGenerator;

/// What chance has for one message, drawn whole for each, whatever is wrong just then: so a fault that
/// comes or goes leaves the luck of the messages behind it as it was. Each number is from 0 to 1.
///
/// Immutable.
///
/// @param drop below the rate: it is lost
/// @param delay how late it comes
/// @param duplicate below the rate: it comes twice
/// @param secondDelay how much later the second time
/// @param reorder below the rate: it is held back
/// @param holdBack how long
record Luck(double drop, double delay, double duplicate, double secondDelay, double reorder, double holdBack) {
    static Luck draw(RandomGenerator random) {
        return new Luck(
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble());
    }
}
