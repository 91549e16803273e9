package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How large a filter must be, against figures that are in every textbook.
@Tag("3.1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BloomSizeTest {
    @Order(1)
    @ParameterizedTest
    @CsvSource({"0.5, 1, 1.44", "0.1, 3, 4.81", "0.01, 7, 9.59", "0.001, 10, 14.38", "1e-6, 20, 28.76"})
    void for_each_rate_the_probes_are_the_best_and_the_bits_just_enough(double rate, int probes, double bits) {
        BloomSize size = BloomSize.of(rate);

        assertThat(size.probes()).as("probes at a rate of %s", rate).isEqualTo(probes);
        assertThat(size.bitsPerKey()).as("bits per key at a rate of %s", rate).isEqualTo(bits, within(0.01));
        assertThat(size.rate()).as("rate of %s", size).isEqualTo(rate, within(rate / 1000));
    }

    @Test
    void seven_probes_are_0_69_times_the_bits_of_one_in_a_hundred() {
        BloomSize size = BloomSize.of(BloomSize.DEFAULT_RATE);

        assertThat(size.probes() / size.bitsPerKey())
                .as("probes to bits per key: the logarithm of 2")
                .isEqualTo(Math.log(2), within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"10, 7, 0.00819", "10, 1, 0.09516", "8, 6, 0.02158", "4, 3, 0.14689"})
    void the_rate_of_a_size_is_that_of_the_formula(double bits, int probes, double rate) {
        assertThat(new BloomSize(bits, probes).rate())
                .as("rate of %s bits per key and %s probes", bits, probes)
                .isEqualTo(rate, within(0.00001));
    }

    @Test
    void a_million_keys_at_one_in_a_hundred_are_1_2_megabytes() {
        assertThat(BloomSize.of(0.01).bits(1_000_000) / 8000).as("kilobytes").isEqualTo(1199);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "6, 64", "7, 128", "12, 128", "13, 192"})
    void bits_are_rounded_up_to_whole_words_and_never_to_none(long keys, long bits) {
        assertThat(new BloomSize(10, 7).bits(keys)).as("bits for %s keys", keys).isEqualTo(bits);
    }

    @Test
    void ten_thousand_million_keys_are_more_bits_than_an_int_can_count() {
        assertThat(new BloomSize(10, 7).bits(10_000_000_000L)).isEqualTo(100_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.01, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_that_is_no_probability_is_refused_in_one_line(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BloomSize.of(rate))
                .withMessage("a false-positive rate is more than 0 and less than 1, and %s is not", rate);
    }

    @ParameterizedTest
    @CsvSource({"0.999999, 1", "1e-300, 30"})
    void the_probes_of_extreme_rates_stay_within_their_limits(double rate, int probes) {
        assertThat(BloomSize.of(rate).probes()).isEqualTo(probes);
    }
}
