package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.InternalKey;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A memtable that was filled in one go, beside one into which each change was inserted.
final class MemtableLoadProperties {
    @Property
    void it_holds_what_inserting_gives(@ForAll("mutations") List<Mutation> mutations) {
        Memtable inserted = new Memtable(new SplittableRandom(1));
        MemtableLoad load = new MemtableLoad(new SplittableRandom(1));
        Entries.numbered(mutations).forEach(each -> {
            inserted.add(each.sequence(), each.mutation());
            load.add(each.sequence(), each.mutation());
        });
        Memtable loaded = load.finish();

        assertThat(loaded.entries()).isEqualTo(mutations.size());
        assertThat(Entries.forward(loaded.cursor())).isEqualTo(Entries.forward(inserted.cursor()));
        assertThat(Entries.back(loaded.cursor())).isEqualTo(Entries.back(inserted.cursor()));
        for (Entries.Numbered each : Entries.numbered(mutations)) {
            assertThat(loaded.get(each.key())).isEqualTo(inserted.get(each.key()));
        }
    }

    @Property
    void it_takes_more_wherever_that_belongs(
            @ForAll("mutations") List<Mutation> mutations, @ForAll("keys") List<Bytes> later) {
        MemtableLoad load = new MemtableLoad(new SplittableRandom(1));
        Entries.numbered(mutations).forEach(each -> load.add(each.sequence(), each.mutation()));
        Memtable loaded = load.finish();

        long sequence = mutations.size();
        for (Bytes key : later) {
            loaded.add(++sequence, new Mutation.Put(key, key));
            assertThat(loaded.get(InternalKey.search(key, sequence))).isEqualTo(new Lookup.Found(key));
        }
        assertThat(loaded.entries()).isEqualTo(mutations.size() + later.size());
        assertThat(Entries.forward(loaded.cursor())).hasSize(loaded.entries());
    }

    @Example
    void of_two_changes_with_one_number_the_later_counts() {
        MemtableLoad load = new MemtableLoad(new SplittableRandom(1));
        load.add(7, put("fox", "red"));
        load.add(8, put("hen", "brown"));
        load.add(7, put("fox", "grey"));

        Memtable loaded = load.finish();

        assertThat(loaded.entries()).isEqualTo(2);
        assertThat(loaded.get(InternalKey.search(Bytes.utf8("fox"), 9)))
                .isEqualTo(new Lookup.Found(Bytes.utf8("grey")));
    }

    @Example
    void nothing_makes_an_empty_one() {
        assertThat(new MemtableLoad(new SplittableRandom(1)).finish().isEmpty()).isTrue();
    }

    @Example
    void it_tells_about_what_the_memtable_will_take() {
        MemtableLoad load = new MemtableLoad(new SplittableRandom(1));
        for (int i = 0; i < 10_000; i++) {
            load.add(i + 1, put("key " + i, "value"));
        }
        long told = load.bytes();

        assertThat((double) told / load.finish().bytes()).isBetween(0.95, 1.05);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        Arbitrary<Bytes> nearKeys =
                Arbitraries.integers().between(0, 300).map(i -> Bytes.utf8("a long shared key " + i));
        Arbitrary<Mutation> puts = Arbitraries.oneOf(nearKeys, Entries.keys()).map(key -> new Mutation.Put(key, key));
        return Arbitraries.oneOf(
                Entries.mutations().list().ofMaxSize(60), puts.list().ofMaxSize(300));
    }

    @Provide
    Arbitrary<List<Bytes>> keys() {
        return Entries.keys().list().ofMaxSize(20);
    }

    private static Mutation put(String key, String value) {
        return new Mutation.Put(Bytes.utf8(key), Bytes.utf8(value));
    }
}
