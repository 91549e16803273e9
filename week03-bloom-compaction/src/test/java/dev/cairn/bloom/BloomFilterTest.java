package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The classical filter: never wrong in the one direction, and as seldom as it promised in the other.
@Tag("3.2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BloomFilterTest {
    private static final int PROBES = 7;

    @FilterSizes
    void what_was_added_is_found_and_what_was_not_at_most_at_the_rate(int keys, double rate, int asked) {
        TestKeys.requireRate(keys, rate, asked, filled(keys, BloomSize.of(rate))::mayContain);
    }

    @Test
    void in_an_empty_filter_nothing_is_found() {
        assertThat(TestKeys.found(1000, BloomFilter.of(0, BloomSize.of(0.01))::mayContain))
                .isZero();
    }

    @Order(2)
    @Test
    void the_same_key_twice_is_the_same_as_once() {
        BloomFilter filter = filled(1000, BloomSize.of(0.01));
        long ones = filter.ones();
        for (int i = 0; i < 1000; i++) {
            filter.add(TestKeys.added(i));
        }

        assertThat(filter.ones()).as("bits that are 1").isEqualTo(ones);
        assertThat(LongStream.range(0, 1000).allMatch(i -> filter.mayContain(TestKeys.added(i))))
                .as("all keys are still found")
                .isTrue();
    }

    @Test
    void a_full_filter_of_the_right_size_has_half_of_its_bits_set() {
        BloomFilter filter = filled(20_000, BloomSize.of(0.01));

        assertThat((double) filter.ones() / filter.bits())
                .as("part of the bits")
                .isEqualTo(0.5, within(0.03));
    }

    /// Ten times as many keys as it was made for: it never denies one of them, and has little else to say.
    @Test
    void a_filter_that_is_too_small_says_maybe_to_everything() {
        BloomFilter filter = BloomFilter.of(1000, BloomSize.of(0.01));
        for (int i = 0; i < 10_000; i++) {
            filter.add(TestKeys.added(i));
        }

        assertThat(LongStream.range(0, 10_000).allMatch(i -> filter.mayContain(TestKeys.added(i))))
                .isTrue();
        assertThat(TestKeys.found(10_000, filter::mayContain)).isGreaterThan(0.95);
    }

    @Order(1)
    @ParameterizedTest
    @CsvSource({"64", "1000", "2147483648", "34359738368", "1000000000000"})
    void positions_are_spread_over_all_bits_however_many(long bits) {
        SplittableRandom random = new SplittableRandom(1);
        long[] positions = random.longs(10_000)
                .map(hash -> BloomFilter.position(hash, random.nextInt(PROBES), bits))
                .toArray();

        assertThat(LongStream.of(positions)).allMatch(position -> position >= 0 && position < bits);
        assertThat(LongStream.of(positions).average().orElseThrow() / bits)
                .as("mean position, as a part of all")
                .isEqualTo(0.5, within(0.02));
    }

    @Test
    void the_positions_of_one_key_differ() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            long hash = random.nextLong();
            assertThat(LongStream.range(0, PROBES)
                            .map(probe -> BloomFilter.position(hash, (int) probe, 1L << 40))
                            .distinct())
                    .as("positions of the hash %016x", hash)
                    .hasSize(PROBES);
        }
    }

    @Test
    void the_positions_of_hashes_that_begin_alike_do_not_follow_each_other() {
        long a = 0x8000_0000_0000_0001L;
        long b = 0x8000_0000_1000_0000L;
        long bits = 1 << 20;

        assertThat(BloomFilter.position(a, 0, bits))
                .as("position of probe 0: by the upper bits of the hash, not by a remainder")
                .isEqualTo(BloomFilter.position(b, 0, bits));
        assertThat(BloomFilter.position(a, 1, bits))
                .as("position of probe 1: by the lower bits of the hash as well")
                .isNotEqualTo(BloomFilter.position(b, 1, bits));
    }

    /// 2^62 bits are more than any filter has; so many show the lowest bits of the sum.
    @ParameterizedTest
    @CsvSource({
        "0, 1048576, 12345",
        "1, 1048576, acf13",
        "1, 4611686018427387904, 2b3c4d5a2b3c4d5a",
        "4, 4611686018427387904, 1f49f48e38e38e35"
    })
    void the_step_is_the_hash_turned_by_32_bits_and_odd(int probe, long bits, String position) {
        assertThat(Long.toHexString(BloomFilter.position(0x1234_5678_9abc_def0L, probe, bits)))
                .as("position of probe %s of the hash 123456789abcdef0, of %s bits", probe, bits)
                .isEqualTo(position);
    }

    @Test
    void more_bits_than_an_array_holds_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BloomFilter.of(1L << 40, BloomSize.of(0.01)))
                .withMessageStartingWith("a filter has at most 137438952896 bits, not ");
    }

    private static BloomFilter filled(int keys, BloomSize size) {
        BloomFilter filter = BloomFilter.of(keys, size);
        for (int i = 0; i < keys; i++) {
            filter.add(TestKeys.added(i));
        }
        return filter;
    }
}
