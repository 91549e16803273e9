package dev.cairn.lsm.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// A merge of several memtables against one sorted list.
@Tag("2.11")
final class MergingCursorProperties {
    @Property
    void a_merge_shows_the_entries_of_all_sources_in_order_both_ways(
            @ForAll("mutations") List<Mutation> mutations, @ForAll("seeds") long seed) {
        EntryCursor merged = mergeOf(mutations, seed);

        assertThat(Entries.forward(merged)).isEqualTo(Entries.sorted(mutations));
        assertThat(Entries.back(merged)).isEqualTo(Entries.sorted(mutations).reversed());
    }

    @Property
    void any_walk_of_steps_and_seeks_sees_what_a_walk_over_the_list_sees(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll("walks") List<Integer> walk,
            @ForAll("seeds") long seed) {
        EntryCursor merged = mergeOf(mutations, seed);
        List<String> expected = Entries.sorted(mutations);
        int place = -1;
        for (int step : walk) {
            boolean isOn = place >= 0 && place < expected.size();
            switch (step) {
                case 0 -> {
                    merged.first();
                    place = 0;
                }
                case 1 -> {
                    merged.last();
                    place = expected.size() - 1;
                }
                case 2, 3, 4 -> place += isOn ? step(merged.next(), 1) : 0;
                case 5, 6, 7 -> place -= isOn ? step(merged.previous(), 1) : 0;
                default -> {
                    InternalKey target = InternalKey.search(Bytes.utf8("a".repeat(step % 3)), step);
                    merged.seek(target);
                    place = (int) Entries.numbered(mutations).stream()
                            .filter(each -> each.key().compareTo(target) < 0)
                            .count();
                }
            }
            boolean isNowOn = place >= 0 && place < expected.size();
            assertThat(merged.isOnEntry()).isEqualTo(isNowOn);
            if (isNowOn) {
                assertThat(Entries.at(merged)).isEqualTo(expected.get(place));
            }
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Entries.mutations().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Integer>> walks() {
        return Arbitraries.integers().between(0, 12).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    private static int step(boolean ignored, int by) {
        return by;
    }

    /// The mutations, each in one of four memtables.
    static EntryCursor mergeOf(List<Mutation> mutations, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Memtable> tables = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tables.add(new Memtable(new SplittableRandom(i)));
        }
        Entries.numbered(mutations)
                .forEach(each -> tables.get(random.nextInt(4)).add(each.sequence(), each.mutation()));
        return new MergingCursor(tables.stream().map(Memtable::cursor).toList());
    }
}
