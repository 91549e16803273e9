package dev.cairn.engine.cli.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The order in which rows are loaded.
final class ShuffledNumbersProperties {
    @Property(tries = 200)
    void each_number_comes_once(@ForAll @IntRange(min = 1, max = 3_000) int bound, @ForAll long seed) {
        ShuffledNumbers numbers = new ShuffledNumbers(bound, seed);
        BitSet seen = new BitSet();
        LongStream.range(0, bound).map(numbers::at).forEach(number -> seen.set((int) number));
        assertThat(seen.cardinality()).isEqualTo(bound);
        assertThat(seen.length()).isEqualTo(bound);
    }

    /// In an order of chance every second number is larger than the one before it.
    @Property(tries = 20)
    void they_do_not_ascend(@ForAll @IntRange(min = 10_000, max = 100_000) int bound, @ForAll long seed) {
        ShuffledNumbers numbers = new ShuffledNumbers(bound, seed);
        long ascents = LongStream.range(1, bound)
                .filter(i -> numbers.at(i) > numbers.at(i - 1))
                .count();
        assertThat((double) ascents / bound).isBetween(0.4, 0.6);
    }
}
