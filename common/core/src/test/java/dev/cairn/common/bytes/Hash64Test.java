package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hash: what it gives, once and for all, and how well it spreads.
final class Hash64Test {
    private final SplittableRandom random = new SplittableRandom(1);

    /// Filters on disk are made of these: they must not change.
    @ParameterizedTest
    @CsvSource({
        "'', 9ca066f1a4ab2eea",
        "a, 4890887761d5c89c",
        "cairn, cffd5bce4b9d3240",
        "eight by, f2d9cdb9708d6d0b",
        "a key of twenty bytes, 5f7954e9eaff2083"
    })
    void the_hashes_of_these_are_what_they_always_were(String key, String hash) {
        assertThat("%016x".formatted(Hash64.of(Bytes.utf8(key)))).isEqualTo(hash);
    }

    @Test
    void a_key_has_one_hash_wherever_it_lies() {
        for (int length = 0; length < 40; length++) {
            byte[] array = new byte[60];
            random.nextBytes(array);
            Bytes key = Bytes.copyOf(array, 11, 11 + length);

            assertThat(Hash64.of(array, 11, length)).isEqualTo(Hash64.of(key));
            assertThat(Hash64.of(Bytes.copyOf(array).slice(11, 11 + length))).isEqualTo(Hash64.of(key));
        }
    }

    @Test
    void zeros_at_the_end_count() {
        Set<Long> hashes = new HashSet<>();
        for (int length = 0; length < 100; length++) {
            hashes.add(Hash64.of(Bytes.wrap(new byte[length])));
        }
        assertThat(hashes).hasSize(100);
    }

    @Test
    void a_bit_of_the_key_turns_half_of_the_hash() {
        for (int length : new int[] {1, 7, 8, 9, 16, 33}) {
            double turned = IntStream.range(0, 20_000)
                    .map(_ -> turnedBits(length))
                    .average()
                    .orElseThrow();
            assertThat(turned).as("bits, for keys of %s bytes", length).isEqualTo(32, within(0.3));
        }
    }

    @Test
    void numbers_in_a_row_have_hashes_that_fill_every_part_evenly() {
        int[] upper = new int[256];
        int[] lower = new int[256];
        for (int i = 0; i < 256_000; i++) {
            long hash = Hash64.of(Bytes.utf8("user%012d".formatted(i)));
            upper[(int) (hash >>> 56)]++;
            lower[(int) hash & 255]++;
        }
        assertThat(IntStream.of(upper)).as("by the upper bits").allMatch(count -> count > 800 && count < 1200);
        assertThat(IntStream.of(lower)).as("by the lower bits").allMatch(count -> count > 800 && count < 1200);
    }

    @Test
    void what_is_not_in_the_array_is_refused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Hash64.of(new byte[10], 5, 6));
    }

    private int turnedBits(int length) {
        byte[] key = new byte[length];
        random.nextBytes(key);
        long before = Hash64.of(key, 0, length);
        int bit = random.nextInt(8 * length);
        key[bit >>> 3] ^= (byte) (1 << (bit & 7));
        return Long.bitCount(before ^ Hash64.of(key, 0, length));
    }
}
