package dev.cairn.lsm.table.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rows that are found by fingerprints: the right ones, and no others.
@Tag("3.19")
final class RowDirectoryTest {
    @Test
    void each_row_of_a_block_is_found() {
        List<InternalKey> keys = IntStream.range(0, 61)
                .mapToObj(i -> put("user%04d:name".formatted(3 * i), 7))
                .toList();
        for (InternalKey key : keys) {
            assertThat(found(block(keys), key)).as("row of %s", key).contains(key);
        }
    }

    @Test
    void a_key_that_ends_as_a_row_does_and_begins_otherwise_is_not_that_row() {
        InternalKey row = put("user0000001:b", 7);
        Block block = block(List.of(put("user0000001:a", 7), row));
        InternalKey stranger = withFingerprintOf(row, "user%07d:b");
        assertThat(found(block, stranger))
                .as("%s, with the fingerprint of %s", stranger, row)
                .isEmpty();
    }

    @Test
    void a_key_that_begins_as_a_row_does_and_ends_otherwise_is_not_that_row() {
        InternalKey row = put("user0001:b000000", 7);
        Block block = block(List.of(put("user0001:a", 7), row));
        InternalKey stranger = withFingerprintOf(row, "user0001:%07d");
        assertThat(found(block, stranger))
                .as("%s, with the fingerprint of %s", stranger, row)
                .isEmpty();
    }

    @Test
    void a_prefix_that_several_rows_lend_is_put_together_from_all_of_them() {
        List<InternalKey> keys = List.of(put("a", 7), put("ab", 7), put("abc", 7), put("abcd", 7), put("abcde", 7));
        for (InternalKey key : keys) {
            assertThat(found(block(keys), key)).contains(key);
        }
        for (String other : List.of("xbcde", "axcde", "abxde", "abcxe")) {
            assertThat(found(block(keys), put(other, 7))).as("row of %s", other).isEmpty();
        }
    }

    @Test
    void a_fingerprint_of_zero_is_not_that_of_a_row_that_is_not_there() {
        Block block = block(List.of(put("apple", 7)));
        InternalKey zero = IntStream.range(0, 1_000_000)
                .mapToObj(i -> put("zero" + i, 7))
                .filter(key -> key.userKeyHash() >>> 48 == 0)
                .findFirst()
                .orElseThrow();
        assertThat(found(block, zero)).isEmpty();
    }

    @Test
    void of_two_rows_with_one_fingerprint_each_is_found() {
        InternalKey one = put("apple", 7);
        InternalKey other = withFingerprintOf(one, "plum%07d");
        Block block = block(List.of(one, other));
        assertThat(found(block, one)).contains(one);
        assertThat(found(block, other)).contains(other);
    }

    @Test
    void of_the_entries_of_a_key_the_newest_is_found() {
        InternalKey newest = put("hen", 9);
        Block block = block(List.of(put("cow", 1), newest, put("hen", 6), put("hen", 2), put("pig", 4)));
        assertThat(found(block, InternalKey.search(Bytes.utf8("hen"), 3))).contains(newest);
    }

    @Test
    void a_row_that_begins_behind_byte_32_767_is_found() {
        BlockBuilder builder = new BlockBuilder(16);
        List<InternalKey> keys = IntStream.range(0, 60)
                .mapToObj(i -> put("user%04d".formatted(i), 7))
                .toList();
        keys.forEach(key -> builder.add(key.encoded(), Bytes.wrap(new byte[1_000])));
        Block block = block(builder);
        for (InternalKey key : keys) {
            assertThat(found(block, key)).as("row of %s", key).contains(key);
        }
    }

    @Test
    void a_block_whose_rows_begin_too_far_behind_has_no_directory() {
        BlockBuilder builder = new BlockBuilder(16);
        builder.add(put("a", 7).encoded(), Bytes.wrap(new byte[70_000]));
        builder.add(put("b", 7).encoded(), Bytes.EMPTY);
        assertThat(RowDirectory.of(block(builder))).isEmpty();
    }

    private static Optional<InternalKey> found(Block block, InternalKey target) {
        RowDirectory directory = RowDirectory.of(block).orElseThrow();
        BlockCursor cursor = BlockCursor.over(block);
        return directory.find(cursor, target, target.userKeyHash())
                ? Optional.of(InternalKey.at(cursor))
                : Optional.empty();
    }

    private static InternalKey withFingerprintOf(InternalKey key, String pattern) {
        return IntStream.range(0, 5_000_000)
                .mapToObj(i -> put(pattern.formatted(i), 7))
                .filter(other -> other.userKeyHash() >>> 48 == key.userKeyHash() >>> 48)
                .filter(other ->
                        !Arrays.equals(other.userKey().toArray(), key.userKey().toArray()))
                .findFirst()
                .orElseThrow();
    }

    private static InternalKey put(String key, long sequence) {
        return InternalKey.of(Bytes.utf8(key), EntryTag.ofPut(sequence));
    }

    private static Block block(List<InternalKey> keys) {
        BlockBuilder builder = new BlockBuilder(16);
        keys.forEach(key -> builder.add(key.encoded(), Bytes.utf8("value")));
        return block(builder);
    }

    private static Block block(BlockBuilder builder) {
        return Block.of(builder.finish().asSegment(), new Block.Origin("f", 0, false));
    }
}
