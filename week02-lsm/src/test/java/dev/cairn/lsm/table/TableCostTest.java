package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockBuilder;
import dev.cairn.lsm.table.compression.Compression;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long blocks and indexes are, and how much of an index a search looks at.
@Tag("2.6")
final class TableCostTest {
    private static final TableOptions PLAIN = TableOptions.DEFAULT.withCompression(Compression.none());

    @ParameterizedTest
    @ValueSource(ints = {4096, 16_384})
    void a_block_has_its_size_within_a_tenth(int blockBytes) {
        TableParts parts = written(PLAIN.withBlockBytes(blockBytes));

        double average = parts.blocks().stream()
                .mapToInt(each -> each.block().contents().length())
                .limit(parts.blocks().size() - 1L)
                .average()
                .orElseThrow();
        assertThat(average).isBetween(0.9 * blockBytes, 1.1 * blockBytes);
    }

    /// Of 20,000 rows in blocks of 16 KiB. An entry of the index is three lengths, a separator, which is no longer
    /// than a key, with its tag, a handle of four to six bytes, and four bytes for the restart point.
    @Test
    void an_index_is_as_long_as_the_keys_of_its_blocks_say() {
        TableParts parts = written(PLAIN.withBlockBytes(16_384));

        int keyBytes = parts.blocks().getFirst().separator().length();
        int expected = parts.blocks().size() * (3 + keyBytes + 5 + 4);
        assertThat(parts.index().contents().length()).isBetween(expected * 4 / 5, expected * 6 / 5);
        assertThat(parts.index().contents().length() * 50L)
                .as("bytes for a million rows")
                .isLessThan(300_000);
    }

    /// The separators that a search looks at are those without which it goes astray.
    @ParameterizedTest
    @CsvSource({"16, 5", "256, 9", "4096, 13"})
    void a_search_looks_at_as_many_separators_as_halving_takes(int blocks, int most) throws Exception {
        TableIndex index = index(blocks);
        byte[] separators = (byte[]) MethodHandles.privateLookupIn(TableIndex.class, MethodHandles.lookup())
                .findVarHandle(TableIndex.class, "separators", byte[].class)
                .get(index);
        int width = separators.length / blocks;
        for (int wanted : new int[] {0, blocks / 3, blocks - 1}) {
            int lookedAt = 0;
            for (int at = 0; at < blocks; at++) {
                byte before = separators[at * width];
                separators[at * width] = (byte) (at < wanted ? 0xFF : 0);
                lookedAt += index.find(key(wanted)) == wanted ? 0 : 1;
                separators[at * width] = before;
            }
            assertThat(lookedAt).as("for block %s", wanted).isBetween(1, most);
        }
    }

    private static TableParts written(TableOptions options) {
        TablePlace place = TablePlace.simulated(options);
        List<Entry> entries = IntStream.range(0, 20_000)
                .mapToObj(i -> Entry.put("%016d".formatted(i), i, "v".repeat(100)))
                .toList();
        place.write(entries);
        return TableParts.of(place.bytes());
    }

    private static TableIndex index(int blocks) {
        BlockBuilder builder = new BlockBuilder(1);
        for (int i = 0; i < blocks; i++) {
            builder.add(key(i).encoded(), new BlockHandle(10L * i, 5).encoded());
        }
        return TableIndex.of(Block.of(builder.finish().asSegment(), new Block.Origin("f", 0, false)), 10L * blocks);
    }

    private static InternalKey key(int i) {
        return InternalKey.of(Bytes.utf8("k%05d".formatted(i)), EntryTag.ofPut(1));
    }
}
