package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockBuilder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A search by words where words are equal, and where there is no larger one.
@Tag("3.19")
final class KeyWordsTest {
    @Test
    void among_separators_whose_word_is_the_largest_each_is_found() {
        requireFound("ffffffffffffffff");
    }

    @Test
    void among_separators_whose_word_is_zero_each_is_found() {
        requireFound("0000000000000000");
    }

    @Test
    void among_separators_of_one_word_in_the_middle_each_is_found() {
        requireFound("7fffffffffffffff");
    }

    /// The last one is what a table ends with: the shortest key behind all of its own.
    @Test
    void what_all_but_the_last_begin_with_is_left_out() {
        List<InternalKey> separators = Stream.of("user:0001", "user:0417", "user:0933", "v")
                .map(each -> InternalKey.of(Bytes.utf8(each), EntryTag.ofPut(7)))
                .toList();

        assertThat(index(separators).words().bytes())
                .as("three words, and user:0")
                .isEqualTo(3 * Long.BYTES + "user:0".length());
    }

    /// Five separators that begin with the bytes `word`, and two others, so that not all begin with one byte.
    private static void requireFound(String word) {
        List<InternalKey> separators = Stream.concat(
                        Stream.of("", "50", "ffffffffffffffff20").filter(each -> !each.startsWith(word)),
                        IntStream.range(0, 5).mapToObj(each -> word + "1" + each))
                .map(each -> InternalKey.of(Bytes.hex(each), EntryTag.ofPut(7)))
                .sorted()
                .toList();
        KeyWords words = index(separators).words();
        for (int block = 0; block < separators.size(); block++) {
            assertThat(words.find(separators.get(block)))
                    .as("block for %s", separators.get(block))
                    .isEqualTo(block);
        }
    }

    private static TableIndex index(List<InternalKey> separators) {
        BlockBuilder builder = new BlockBuilder(1);
        IntStream.range(0, separators.size())
                .forEach(i -> builder.add(separators.get(i).encoded(), new BlockHandle(10L * i, 5).encoded()));
        Block block = Block.of(builder.finish().asSegment(), new Block.Origin("f", 0, false));
        return TableIndex.of(block, 10L * separators.size());
    }
}
