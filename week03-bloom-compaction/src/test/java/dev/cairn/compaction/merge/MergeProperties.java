package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionPlan.Input;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.Entries.Numbered;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Whatever is merged, whoever may read afterwards sees what he saw before.
@Tag("3.10")
final class MergeProperties {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void every_moment_from_the_oldest_snapshot_on_shows_the_same_rows(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll @IntRange(max = 40) int oldestSnapshot,
            @ForAll @IntRange(min = 1, max = 300) int tableBytes) {
        MergePlace place = new MergePlace();
        List<Numbered> all = Entries.numbered(mutations);
        fill(place, all);
        List<String> below = entries(place, 2);
        List<Input> inputs = place.inputsUpTo(1);
        if (!inputs.isEmpty()) {
            place.merge(CompactionPlan.merge(inputs, 1), oldestSnapshot, tableBytes);
        }
        assertThat(entries(place, 2)).as("level 2, which was not merged").isEqualTo(below);
        for (long moment = oldestSnapshot; moment <= all.size(); moment++) {
            assertThat(rows(place, moment)).as("rows at %s", moment).isEqualTo(rows(all, moment));
        }
        requireNothingHidden(entries(place, 1), oldestSnapshot);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Entries.mutations().list().ofMinSize(1).ofMaxSize(40);
    }

    /// The oldest third goes to level 2, the next to level 1, the rest to two tables of level 0.
    private static void fill(MergePlace place, List<Numbered> all) {
        int third = all.size() / 3;
        table(place, 2, all.subList(0, third));
        table(place, 1, all.subList(third, 2 * third));
        int middle = (2 * third + all.size()) / 2;
        table(place, 0, all.subList(2 * third, middle));
        table(place, 0, all.subList(middle, all.size()));
    }

    private static void table(MergePlace place, int level, List<Numbered> entries) {
        Map<InternalKey, Bytes> sorted = new TreeMap<>();
        entries.forEach(each -> MergePlace.add(sorted, each.toString()));
        if (!sorted.isEmpty()) {
            place.table(level, sorted);
        }
    }

    /// What a reader sees at `moment`: of each key the newest entry that is not newer.
    private static Map<String, String> rows(MergePlace place, long moment) {
        List<String> all = new ArrayList<>();
        for (int level = 0; level <= 2; level++) {
            all.addAll(entries(place, level));
        }
        Map<InternalKey, Bytes> sorted = new TreeMap<>();
        all.forEach(entry -> MergePlace.add(sorted, entry));
        Map<String, String> rows = new TreeMap<>();
        Optional<Bytes> settled = Optional.empty();
        for (Map.Entry<InternalKey, Bytes> each : sorted.entrySet()) {
            Bytes key = each.getKey().userKey();
            if (each.getKey().sequence() <= moment && !settled.equals(Optional.of(key))) {
                settled = Optional.of(key);
                if (EntryTag.isPut(each.getKey().tag())) {
                    rows.put(key.toUtf8(), each.getValue().toUtf8());
                }
            }
        }
        return rows;
    }

    private static Map<String, String> rows(List<Numbered> all, long moment) {
        Map<String, String> rows = new TreeMap<>();
        for (Numbered each : all.subList(0, (int) Math.min(moment, all.size()))) {
            switch (each.mutation()) {
                case Mutation.Put put ->
                    rows.put(put.key().toUtf8(), put.value().toUtf8());
                case Mutation.Delete delete -> rows.remove(delete.key().toUtf8());
            }
        }
        return rows;
    }

    private static List<String> entries(MergePlace place, int level) {
        List<String> entries = new ArrayList<>();
        for (TableFile table : place.version().level(level)) {
            entries.addAll(place.entries(table));
        }
        return entries;
    }

    /// Of each key at most one entry is left that all can see.
    private static void requireNothingHidden(List<String> entries, long oldestSnapshot) {
        Map<InternalKey, Bytes> sorted = new TreeMap<>();
        entries.forEach(entry -> MergePlace.add(sorted, entry));
        Map<Bytes, Integer> seenByAll = new TreeMap<>();
        sorted.keySet().stream()
                .filter(key -> key.sequence() <= oldestSnapshot)
                .forEach(key -> seenByAll.merge(key.userKey(), 1, Integer::sum));
        assertThat(seenByAll.values())
                .as("entries of one key that are no newer than %s, of %s", oldestSnapshot, entries)
                .allMatch(count -> count == 1);
    }
}
