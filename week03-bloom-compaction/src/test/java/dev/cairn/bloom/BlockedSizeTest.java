package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How many bits a key takes in a filter of lines, and how many lines so many bits are.
@Tag("3.3")
final class BlockedSizeTest {
    /// Lines differ in how many keys they have, and that costs bits: a filter that forgot it would be wrong too
    /// often.
    @ParameterizedTest
    @CsvSource({"0.1, 5", "0.01, 10.5", "0.001, 17.5"})
    void a_key_takes_some_more_bits_than_in_the_classical_filter(double rate, double atMost) {
        BloomSize size = BlockedBloom.at(rate).size();

        assertThat(size.bitsPerKey())
                .as("bits per key at %s", rate)
                .isBetween(BloomSize.of(rate).bitsPerKey(), atMost);
        assertThat(size.probes()).isEqualTo(BloomSize.of(rate).probes());
        assertThat(BlockedSize.rate(size)).as("rate of %s", size).isEqualTo(rate, within(rate / 1000));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.01, 0.001, 1e-6, 1e-9})
    void a_size_is_never_worse_than_the_rate_that_was_asked_for(double rate) {
        BloomSize size = BlockedSize.of(rate);

        assertThat(BlockedSize.rate(size)).as("rate of %s", size).isBetween(0.999 * rate, rate);
    }

    /// Where hardly any key is wrong, those lines are it that have far more keys than others.
    @ParameterizedTest
    @CsvSource({"10, 7, 9.571213e-3", "20, 10, 1.973360e-4", "40, 20, 8.160776e-7", "83.18, 30, 9.999990e-10"})
    void lines_with_far_more_keys_than_others_count(double bits, int probes, double rate) {
        assertThat(BlockedSize.rate(new BloomSize(bits, probes)))
                .as("rate of %s bits per key and %s probes", bits, probes)
                .isEqualTo(rate, within(rate / 100_000));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "512, 1", "513, 2", "1024, 2", "1025, 3", "102400000, 200000"})
    void bits_fill_lines_and_the_last_one_may_be_part_empty(long bits, int lines) {
        assertThat(BlockedSize.lines(bits)).as("lines for %s bits", bits).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource({"4294967296, 8388608", "17179868672, 33554431", "1000000000000000, 33554431"})
    void a_filter_of_thousands_of_millions_of_bits_is_as_large_as_a_block_can_be(long bits, int lines) {
        int most = Math.min(lines, BlockedBloomFormat.LINES_MAX);

        assertThat(BlockedSize.lines(bits)).as("lines for %s bits", bits).isEqualTo(most);
        assertThat(BlockedBloomFormat.HEADER_BYTES + 64L * most).isLessThan(Integer.MAX_VALUE);
    }
}
