package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// A table against a sorted map: whatever entries, blocks of whatever size, whatever way through them.
@Tag("2.6")
final class TableProperties {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void what_is_written_is_read_both_ways(
            @ForAll("models") NavigableMap<InternalKey, Bytes> model, @ForAll("options") TableOptions options) {
        List<Entry> entries = entriesOf(model);
        TablePlace place = TablePlace.simulated(options);
        TableSummary summary = place.write(entries);

        try (TableReader table = place.open()) {
            assertThat(Entry.all(table.cursor())).isEqualTo(entries);
            assertThat(Entry.allBackwards(table.cursor())).isEqualTo(entries.reversed());
            assertThat(table.verify()).isEmpty();
        }
        assertThat(summary)
                .isEqualTo(new TableSummary(place.bytes().length(), entries.size(), model.firstKey(), model.lastKey()));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_get_is_the_newest_that_is_not_newer(
            @ForAll("models") NavigableMap<InternalKey, Bytes> model,
            @ForAll("options") TableOptions options,
            @ForAll("targets") List<InternalKey> targets) {
        try (TableReader table = TablePlace.simulated(options).open(entriesOf(model))) {
            for (InternalKey target : targets) {
                assertThat(table.get(target)).isEqualTo(lookup(model, target));
            }
            for (InternalKey target : model.keySet()) {
                assertThat(table.get(target)).isEqualTo(lookup(model, target));
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_cursor_goes_where_one_in_a_sorted_map_goes(
            @ForAll("models") NavigableMap<InternalKey, Bytes> model,
            @ForAll("options") TableOptions options,
            @ForAll("targets") List<InternalKey> targets,
            @ForAll long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        try (TableReader table = TablePlace.simulated(options).open(entriesOf(model))) {
            EntryCursor cursor = table.cursor();
            for (InternalKey target : targets) {
                Optional<InternalKey> at = Optional.ofNullable(model.ceilingKey(target));
                assertThat(cursor.seek(target)).isEqualTo(at.isPresent());
                for (int step = 0; at.isPresent() && step < 8; step++) {
                    assertThat(Entry.at(cursor))
                            .isEqualTo(new Entry(at.get(), Objects.requireNonNull(model.get(at.get()))));
                    boolean isForward = chance.nextBoolean();
                    at = Optional.ofNullable(isForward ? model.higherKey(at.get()) : model.lowerKey(at.get()));
                    assertThat(isForward ? cursor.next() : cursor.previous()).isEqualTo(at.isPresent());
                }
                assertThat(cursor.isOnEntry()).isEqualTo(at.isPresent());
            }
        }
    }

    @Provide
    Arbitrary<NavigableMap<InternalKey, Bytes>> models() {
        Arbitrary<Bytes> values = Arbitraries.oneOf(bytes(0, 3), bytes(120, 140), bytes(0, 400));
        return Arbitraries.maps(targets(Arbitraries.of(true, false)), values)
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(TreeMap::new);
    }

    @Provide
    Arbitrary<List<InternalKey>> targets() {
        return targets(Arbitraries.just(true)).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<TableOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(1, 30, 300, 4096),
                        Arbitraries.of(1, 2, 3, 16),
                        Arbitraries.of(Compression.none(), Compression.snappy()),
                        Arbitraries.of(ChecksumPolicy.class),
                        Arbitraries.of(FilterPolicy.none(), new ExactFilter()))
                .as((block, interval, compression, checksums, filter) -> TableOptions.DEFAULT
                        .withBlockBytes(block)
                        .withRestartInterval(interval)
                        .withCompression(compression)
                        .withChecksums(checksums)
                        .withFilter(filter));
    }

    private static Arbitrary<InternalKey> targets(Arbitrary<Boolean> isPut) {
        Arbitrary<Bytes> userKeys = Arbitraries.oneOf(bytes(0, 4), bytes(125, 135), bytes(0, 40));
        return Combinators.combine(userKeys, Arbitraries.longs().between(0, 5), isPut)
                .as((userKey, sequence, put) ->
                        InternalKey.of(userKey, put ? EntryTag.ofPut(sequence) : EntryTag.ofDelete(sequence)));
    }

    private static Arbitrary<Bytes> bytes(int min, int max) {
        return Arbitraries.bytes()
                .between((byte) -2, (byte) 1)
                .array(byte[].class)
                .ofMinSize(min)
                .ofMaxSize(max)
                .map(Bytes::copyOf);
    }

    private static Lookup lookup(NavigableMap<InternalKey, Bytes> model, InternalKey target) {
        Map.Entry<InternalKey, Bytes> found = model.ceilingEntry(target);
        if (found == null || !found.getKey().userKey().equals(target.userKey())) {
            return new Lookup.Unknown();
        }
        return EntryTag.isPut(found.getKey().tag()) ? new Lookup.Found(found.getValue()) : new Lookup.Deleted();
    }

    private static List<Entry> entriesOf(NavigableMap<InternalKey, Bytes> model) {
        return model.entrySet().stream()
                .map(each -> new Entry(each.getKey(), each.getValue()))
                .toList();
    }
}
