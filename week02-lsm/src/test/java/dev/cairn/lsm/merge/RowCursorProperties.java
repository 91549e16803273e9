package dev.cairn.lsm.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.memtable.Memtable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// The rows of one moment against a sorted map, under any walk.
@Tag("2.12")
final class RowCursorProperties {
    @Property
    void any_walk_sees_what_a_walk_over_a_sorted_map_sees(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll @IntRange(max = 40) int sequence,
            @ForAll("ranges") KeyRange range,
            @ForAll("walks") List<Integer> walk,
            @ForAll("keys") Bytes sought) {
        List<String> rows = rows(mutations, sequence, range);
        int place = -1;
        try (Cursor cursor = cursorOf(mutations, sequence, range)) {
            for (int step : walk) {
                boolean isOn;
                switch (step) {
                    case 0 -> {
                        isOn = cursor.first();
                        place = 0;
                    }
                    case 1 -> {
                        isOn = cursor.last();
                        place = rows.size() - 1;
                    }
                    case 2 -> {
                        isOn = cursor.seek(sought);
                        place = countBefore(sought, mutations, sequence, range);
                    }
                    case 3, 4, 5 -> {
                        isOn = cursor.next();
                        place = Math.min(place + 1, rows.size());
                    }
                    default -> {
                        isOn = cursor.previous();
                        place = rows.isEmpty() ? -1 : Math.max(place - 1, -1);
                    }
                }
                boolean isExpected = place >= 0 && place < rows.size();
                assertThat(isOn).isEqualTo(isExpected).isEqualTo(cursor.isOnRow());
                if (isExpected) {
                    assertThat(cursor.key().toUtf8() + "=" + cursor.value().toUtf8())
                            .isEqualTo(rows.get(place));
                }
            }
        }
    }

    @Property
    void what_is_added_during_a_walk_is_not_seen(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll("mutations") List<Mutation> added,
            @ForAll("walks") List<Integer> walk) {
        Memtable memtable = new Memtable(new SplittableRandom(1));
        Entries.numbered(mutations).forEach(each -> memtable.add(each.sequence(), each.mutation()));
        List<String> rows = rows(mutations, mutations.size(), KeyRange.all());
        Iterator<Mutation> more = added.iterator();
        long sequence = mutations.size();
        int place = -1;
        try (Cursor cursor =
                new RowCursor(new MergingCursor(List.of(memtable.cursor())), sequence, KeyRange.all(), () -> {})) {
            for (int step : walk) {
                if (more.hasNext()) {
                    memtable.add(++sequence, more.next());
                }
                boolean isOn = step % 2 == 0 ? cursor.next() : cursor.previous();
                place = step % 2 == 0 ? Math.min(place + 1, rows.size()) : Math.max(place - 1, -1);
                place = rows.isEmpty() ? -1 : place;
                assertThat(isOn).isEqualTo(place >= 0 && place < rows.size());
                if (isOn) {
                    assertThat(cursor.key().toUtf8() + "=" + cursor.value().toUtf8())
                            .isEqualTo(rows.get(place));
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Entries.mutations().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Integer>> walks() {
        return Arbitraries.integers().between(0, 8).list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<Bytes> keys() {
        return Entries.keys();
    }

    @Provide
    Arbitrary<KeyRange> ranges() {
        Arbitrary<Optional<Bytes>> bounds = Entries.keys().optional();
        return Combinators.combine(bounds, bounds).as(KeyRange::new);
    }

    private static Cursor cursorOf(List<Mutation> mutations, long sequence, KeyRange range) {
        return new RowCursor(MergingCursorProperties.mergeOf(mutations, mutations.size()), sequence, range, () -> {});
    }

    private static List<String> rows(List<Mutation> mutations, int sequence, KeyRange range) {
        List<String> rows = new ArrayList<>();
        map(mutations, sequence, range).forEach((key, value) -> rows.add(key.toUtf8() + "=" + value.toUtf8()));
        return rows;
    }

    private static int countBefore(Bytes sought, List<Mutation> mutations, int sequence, KeyRange range) {
        return (int) map(mutations, sequence, range).keySet().stream()
                .filter(key -> key.compareTo(sought) < 0)
                .count();
    }

    private static Map<Bytes, Bytes> map(List<Mutation> mutations, int sequence, KeyRange range) {
        TreeMap<Bytes, Bytes> map = new TreeMap<>();
        mutations.stream().limit(sequence).forEach(mutation -> {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) -> map.put(key, value);
                case Mutation.Delete(Bytes key) -> map.remove(key);
            }
        });
        map.keySet().removeIf(key -> !range.contains(key));
        return map;
    }
}
