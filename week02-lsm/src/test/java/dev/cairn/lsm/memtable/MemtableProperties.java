package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// A memtable against a sorted list of what was added.
@Tag("2.2")
final class MemtableProperties {
    @Property
    void a_cursor_shows_every_change_in_order_both_ways(@ForAll("mutations") List<Mutation> mutations) {
        EntryCursor cursor = memtableOf(mutations).cursor();

        assertThat(Entries.forward(cursor)).isEqualTo(Entries.sorted(mutations));
        assertThat(Entries.back(cursor)).isEqualTo(Entries.sorted(mutations).reversed());
    }

    @Property
    void a_get_finds_the_newest_change_that_is_not_too_new(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll("keys") Bytes key,
            @ForAll @IntRange(max = 60) int sequence) {
        Optional<Mutation> newest = mutations.stream()
                .limit(sequence)
                .filter(mutation -> mutation.key().equals(key))
                .reduce((_, later) -> later);
        Lookup expected = newest.map(mutation ->
                        mutation instanceof Mutation.Put put ? new Lookup.Found(put.value()) : new Lookup.Deleted())
                .orElseGet(Lookup.Unknown::new);

        assertThat(memtableOf(mutations).get(InternalKey.search(key, sequence))).isEqualTo(expected);
    }

    @Property
    void finding_without_a_search_gives_the_same_answer(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll("keys") Bytes key,
            @ForAll @IntRange(max = 60) int sequence) {
        InternalKey target = InternalKey.search(key, sequence);
        Memtable memtable = memtableOf(mutations);

        assertThat(memtable.find(target)).isEqualTo(memtable.get(target));
    }

    @Property
    void a_seek_lands_on_the_first_entry_at_or_after_its_target(
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll("keys") Bytes key,
            @ForAll @IntRange(max = 60) int sequence) {
        InternalKey target = InternalKey.search(key, sequence);
        Optional<String> expected = Entries.numbered(mutations).stream()
                .filter(each -> each.key().compareTo(target) >= 0)
                .min(Comparator.comparing(Entries.Numbered::key))
                .map(Entries.Numbered::toString);
        EntryCursor cursor = memtableOf(mutations).cursor();

        assertThat(cursor.seek(target) ? Optional.of(Entries.at(cursor)) : Optional.empty())
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Entries.mutations().list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Bytes> keys() {
        return Entries.keys();
    }

    private static Memtable memtableOf(List<Mutation> mutations) {
        Memtable memtable = new Memtable(new SplittableRandom(1));
        Entries.numbered(mutations).forEach(each -> memtable.add(each.sequence(), each.mutation()));
        return memtable;
    }
}
