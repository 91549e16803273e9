package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The filter of tables: what it finds, how often it is wrong, and what it makes of bytes that are none.
@Tag("3.4")
final class BlockedBloomTest {
    private static final int HEADER_BYTES = 8;
    private static final int LINE_BITS = 512;

    @FilterSizes
    void what_was_added_is_found_and_what_was_not_at_most_at_the_rate(int keys, double rate, int asked) {
        TestKeys.requireRate(keys, rate, asked, opened(rate, keys, TestKeys::added)::mayContain);
    }

    @Test
    @Tag("full")
    void of_ten_million_keys_none_is_denied() {
        FilterPolicy.Filter filter = opened(0.01, 10_000_000, TestKeys::added);

        assertThat(LongStream.range(0, 10_000_000).filter(i -> !filter.mayContain(TestKeys.added(i))))
                .as("keys that were added and are denied")
                .isEmpty();
        assertThat(TestKeys.found(10_000_000, filter::mayContain)).isBetween(0.008, 0.012);
    }

    @Test
    void the_bits_of_a_key_are_all_in_one_line() {
        for (int i = 0; i < 200; i++) {
            Bytes key = TestKeys.added(i);
            Bytes block = withRoom(500, key);
            List<Integer> bits = bits(block);

            assertThat(bits).as("bits of %s", key).hasSizeBetween(4, 7);
            assertThat(bits.stream().map(bit -> bit / LINE_BITS).distinct())
                    .as("lines of %s", key)
                    .hasSize(1);
        }
    }

    @Test
    void a_key_that_comes_many_times_in_a_row_counts_once() {
        FilterPolicy.Builder once = BlockedBloom.at(0.01).builder();
        FilterPolicy.Builder often = BlockedBloom.at(0.01).builder();
        for (int i = 0; i < 1000; i++) {
            add(once, TestKeys.added(i));
            add(often, TestKeys.added(i));
            add(often, TestKeys.added(i));
        }

        Bytes expected = once.finish();
        Bytes found = often.finish();
        assertThat(lines(found)).as("lines for 1000 keys that come twice each").isEqualTo(lines(expected));
        assertThat(found).isEqualTo(expected);
    }

    /// A key may have any hash. This one has the one that memory has before anybody writes to it.
    @Test
    void a_key_with_a_hash_of_0_that_comes_first_is_found() {
        Bytes key = Bytes.hex("bd30c5a1234512ab");
        assertThat(Hash64.of(key)).isZero();

        assertThat(opened(0.01, 1, _ -> key).mayContain(key))
                .as("whether the one key that was added is found")
                .isTrue();
    }

    @Test
    void a_key_is_what_lies_between_its_start_and_its_length() {
        Bytes key = TestKeys.added(3);
        FilterPolicy.Builder builder = BlockedBloom.at(0.01).builder();
        byte[] around =
                Bytes.utf8("before").concat(key).concat(Bytes.utf8("behind")).toArray();
        builder.add(around, "before".length(), key.length());

        assertThat(BlockedBloom.at(0.01).open(builder.finish().asSegment()).mayContain(key))
                .as("whether %s is found, which was handed in within %s", key, Bytes.wrap(around))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 5000, 70_000})
    void the_filter_is_as_large_as_the_keys_that_came_ask_for(int keys) {
        double perKey = BlockedBloom.at(0.01).size().bitsPerKey();
        long lines = Math.max(1, (long) Math.ceil(keys * perKey / LINE_BITS));

        assertThat(lines(block(0.01, keys, TestKeys::added)))
                .as("lines for %s keys of %s bits", keys, perKey)
                .isEqualTo((double) lines);
    }

    @Test
    void a_table_without_keys_has_a_filter_that_denies_all() {
        FilterPolicy.Filter filter = opened(0.01, 0, TestKeys::added);

        assertThat(TestKeys.found(1000, filter::mayContain)).isZero();
    }

    @Test
    void a_key_is_the_same_key_alone_and_within_an_internal_key() {
        FilterPolicy.Filter filter = opened(0.01, 1000, TestKeys::added);

        for (int i = 0; i < 3000; i++) {
            Bytes key = TestKeys.key(i);
            assertThat(filter.mayContain(InternalKey.search(key, i)))
                    .as("%s", key)
                    .isEqualTo(filter.mayContain(key));
        }
    }

    // ---- bytes that are no filter

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 71, 73, 135, 137})
    void what_has_not_the_length_that_it_says_denies_nothing(int bytes) {
        byte[] cut = new byte[bytes];
        byte[] whole = block(0.01, 100, TestKeys::added).toArray();
        System.arraycopy(whole, 0, cut, 0, Math.min(bytes, whole.length));
        FilterPolicy.Filter filter = BlockedBloom.at(0.01).open(MemorySegment.ofArray(cut));

        assertThat(TestKeys.found(500, filter::mayContain))
                .as("part of 500 absent keys that are not denied, of %s bytes", bytes)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 31", "0, -1", "4, 0", "4, -1", "4, 3", "4, 67108866"})
    void a_header_that_no_filter_has_denies_nothing(int offset, int value) {
        byte[] block = block(0.01, 100, TestKeys::added).toArray();
        for (int i = 0; i < 4; i++) {
            block[offset + i] = (byte) (value >>> (8 * i));
        }
        FilterPolicy.Filter filter = BlockedBloom.at(0.01).open(MemorySegment.ofArray(block));

        assertThat(TestKeys.found(500, filter::mayContain))
                .as("part of 500 absent keys that are not denied")
                .isEqualTo(1);
    }

    @Test
    void a_header_without_lines_denies_nothing() {
        byte[] header = {7, 0, 0, 0, 0, 0, 0, 0};
        FilterPolicy.Filter filter = BlockedBloom.at(0.01).open(MemorySegment.ofArray(header));

        assertThat(TestKeys.found(500, filter::mayContain))
                .as("part of 500 absent keys that are not denied, by 7 probes in 0 lines")
                .isEqualTo(1);
    }

    @Test
    void a_filter_of_another_rate_is_read_as_it_was_written() {
        Bytes block = block(0.1, 5000, TestKeys::added);
        FilterPolicy.Filter filter = BlockedBloom.at(0.001).open(block.asSegment());

        assertThat(LongStream.range(0, 5000).allMatch(i -> filter.mayContain(TestKeys.added(i))))
                .isTrue();
        assertThat(TestKeys.found(40_000, filter::mayContain)).isBetween(0.05, 0.12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 100})
    void a_rate_that_is_no_probability_is_refused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockedBloom.at(rate))
                .withMessage("a false-positive rate is more than 0 and less than 1, and %s is not", rate);
    }

    static FilterPolicy.Filter opened(double rate, int keys, IntFunction<Bytes> key) {
        return BlockedBloom.at(rate).open(block(rate, keys, key).asSegment());
    }

    private static Bytes block(double rate, int keys, IntFunction<Bytes> key) {
        FilterPolicy.Builder builder = BlockedBloom.at(rate).builder();
        for (int i = 0; i < keys; i++) {
            add(builder, key.apply(i));
        }
        return builder.finish();
    }

    /// A filter of one key that is as large as one of `keys` keys: what the key adds to a filter of the others.
    private static Bytes withRoom(int keys, Bytes key) {
        FilterPolicy.Builder without = BlockedBloom.at(0.01).builder();
        FilterPolicy.Builder with = BlockedBloom.at(0.01).builder();
        for (int i = 0; i < keys; i++) {
            add(without, TestKeys.key(7));
            add(with, TestKeys.key(7));
            add(without, TestKeys.key(5));
            add(with, i == 0 ? key : TestKeys.key(5));
        }
        byte[] difference = with.finish().toArray();
        byte[] before = without.finish().toArray();
        for (int i = HEADER_BYTES; i < difference.length; i++) {
            difference[i] &= (byte) ~before[i];
        }
        return Bytes.wrap(difference);
    }

    private static double lines(Bytes block) {
        return (block.length() - HEADER_BYTES) / 64.0;
    }

    private static List<Integer> bits(Bytes block) {
        byte[] lines = block.slice(HEADER_BYTES, block.length()).toArray();
        return BitSet.valueOf(lines).stream().boxed().toList();
    }

    private static void add(FilterPolicy.Builder builder, Bytes key) {
        builder.add(key.toArray(), 0, key.length());
    }

    @Test
    void the_line_of_a_key_is_one_of_the_lines_there_are() {
        for (int lines : new int[] {1, 3, 1000, BlockedBloomFormat.LINES_MAX}) {
            assertThat(LongStream.range(0, 10_000).map(i -> BlockedBloomFormat.line(Hash64.of(TestKeys.key(i)), lines)))
                    .allMatch(line -> line >= 0 && line < lines);
        }
    }
}
