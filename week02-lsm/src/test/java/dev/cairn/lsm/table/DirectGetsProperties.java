package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockBuilder;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Gets by way of directories of rows, beside those without.
@Tag("3.19")
final class DirectGetsProperties {
    private static final RowBudget ENOUGH = RowBudget.of(1 << 20);

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_get_by_directory_knows_what_a_get_without_one_does(
            @ForAll("keys") SortedSet<InternalKey> keys,
            @ForAll("keys") SortedSet<InternalKey> others,
            @ForAll("options") TableOptions options) {
        List<Entry> entries =
                keys.stream().map(key -> new Entry(key, value(key))).toList();
        TablePlace place = TablePlace.simulated(options);
        place.write(entries);
        others.addAll(keys);
        try (TableReader direct = place.open();
                TableReader plain = new TablePlace(place.disk(), options.withRows(RowBudget.none())).open()) {
            for (int pass = 1; pass <= 3; pass++) {
                for (InternalKey target : others) {
                    assertThat(direct.get(target))
                            .as("%s, pass %s", target, pass)
                            .isEqualTo(plain.get(target));
                }
                assertThat(entries(direct)).as("pass %s", pass).isEqualTo(entries(plain));
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_search_by_words_ends_where_one_by_separators_does(
            @ForAll("keys") SortedSet<InternalKey> separators, @ForAll("keys") SortedSet<InternalKey> targets) {
        TableIndex index = index(List.copyOf(separators));
        KeyWords words = index.words();
        targets.addAll(separators);
        for (InternalKey target : targets) {
            assertThat(words.find(target)).as("block for %s", target).isEqualTo(index.find(target));
        }
    }

    /// Up to 90 keys of all kinds. They are drawn at once and not shrunk: jqwik takes seconds to shrink such a set, and
    /// what is asserted names the one key that matters.
    @Provide
    Arbitrary<SortedSet<InternalKey>> keys() {
        return Arbitraries.randomValue(random -> IntStream.rangeClosed(0, random.nextInt(90))
                .mapToObj(_ -> InternalKey.of(user(random), tag(random)))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Provide
    Arbitrary<TableOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(1, 100, 700, 4096, 100_000),
                        Arbitraries.of(1, 2, 16),
                        Arbitraries.of(Compression.none(), Compression.snappy()),
                        Arbitraries.of(ChecksumPolicy.class),
                        Arbitraries.of(FilterPolicy.none(), new ExactFilter()))
                .as((block, interval, compression, checksums, filter) -> TableOptions.DEFAULT
                        .withBlockBytes(block)
                        .withRestartInterval(interval)
                        .withCompression(compression)
                        .withChecksums(checksums)
                        .withFilter(filter)
                        .withRows(ENOUGH));
    }

    /// A number, bytes about zero, a key that is the beginning of others, or one whose length needs two bytes.
    private static Bytes user(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.utf8("user%06d".formatted(random.nextInt(2_001)));
            case 1 -> {
                byte[] bytes = new byte[random.nextInt(13)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (random.nextInt(4) - 2);
                }
                yield Bytes.copyOf(bytes);
            }
            case 2 -> Bytes.utf8("a".repeat(random.nextInt(41)));
            default -> {
                int more = random.nextInt(4);
                yield Bytes.utf8("x".repeat(255 + more) + more);
            }
        };
    }

    private static long tag(Random random) {
        long sequence = random.nextInt(5);
        return random.nextBoolean() ? EntryTag.ofPut(sequence) : EntryTag.ofDelete(sequence);
    }

    private static Bytes value(InternalKey key) {
        return EntryTag.isPut(key.tag()) ? Bytes.utf8("v".repeat(Math.floorMod(key.hashCode(), 200))) : Bytes.EMPTY;
    }

    private static List<Entry> entries(TableReader table) {
        List<Entry> entries = new ArrayList<>();
        EntryCursor cursor = table.cursor();
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            entries.add(new Entry(InternalKey.at(cursor), cursor.value()));
        }
        return entries;
    }

    private static TableIndex index(List<InternalKey> separators) {
        BlockBuilder builder = new BlockBuilder(1);
        IntStream.range(0, separators.size())
                .forEach(i -> builder.add(separators.get(i).encoded(), new BlockHandle(10L * i, 5).encoded()));
        Block block = Block.of(builder.finish().asSegment(), new Block.Origin("f", 0, false));
        return TableIndex.of(block, 10L * separators.size());
    }
}
