package dev.cairn.lsm.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/// Internal keys: their order, their encoding, and where searches land.
final class InternalKeyProperties {
    private static final Comparator<InternalKey> BY_PARTS = Comparator.comparing(InternalKey::userKey)
            .thenComparing(InternalKey::sequence, Comparator.reverseOrder())
            .thenComparing(key -> EntryTag.isPut(key.tag()), Comparator.reverseOrder());

    @Property
    void the_order_is_by_user_key_then_newest_first(@ForAll("keys") InternalKey a, @ForAll("keys") InternalKey b) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(BY_PARTS.compare(a, b)));
    }

    @Property
    void a_key_is_what_its_encoding_holds(@ForAll("keys") InternalKey key) {
        assertThat(InternalKey.decode(key.encoded())).isEqualTo(key);
        assertThat(InternalKey.of(key.userKey(), key.tag())).isEqualTo(key).hasSameHashCodeAs(key);
    }

    @Property
    void a_search_lands_before_what_is_no_newer_and_behind_what_is(
            @ForAll("keys") InternalKey key, @ForAll @LongRange(min = 0, max = EntryTag.SEQUENCE_MAX) long sequence) {
        InternalKey search = InternalKey.search(key.userKey(), sequence);

        assertThat(search.compareTo(key) <= 0).isEqualTo(key.sequence() <= sequence);
    }

    @Property
    void where_words_differ_they_are_in_the_order_of_the_keys(
            @ForAll("keys") InternalKey a, @ForAll("keys") InternalKey b) {
        int order = a.compareUserKeyTo(b);

        assertThat(Integer.signum(Long.compareUnsigned(a.firstWord(), b.firstWord())))
                .isIn(0, Integer.signum(order));
    }

    @Example
    void a_word_is_of_eight_bytes_and_zeros_behind_the_end() {
        InternalKey key = InternalKey.search(Bytes.utf8("abcdefghij"), 7);

        assertThat(key.firstWord()).isEqualTo(0x61_62_63_64_65_66_67_68L);
        assertThat(key.secondWord()).as("ij, and no byte of the tag").isEqualTo(0x69_6A_00_00_00_00_00_00L);
        assertThat(key.userKeyWord(9)).isEqualTo(0x6A_00_00_00_00_00_00_00L);
        assertThat(key.userKeyWord(10)).isZero();
    }

    @Example
    void a_user_key_that_begins_another_comes_first_whatever_their_tags() {
        InternalKey shorter = InternalKey.of(Bytes.utf8("a"), EntryTag.ofDelete(0));
        InternalKey longer = InternalKey.of(Bytes.utf8("a\0"), EntryTag.NEWEST);

        assertThat(shorter).isLessThan(longer);
    }

    @Example
    void mutations_give_their_kind() {
        InternalKey put = InternalKey.of(new Mutation.Put(Bytes.utf8("k"), Bytes.utf8("v")), 7);
        InternalKey delete = InternalKey.of(new Mutation.Delete(Bytes.utf8("k")), 7);

        assertThat(put).hasToString("k @ 7 put").isLessThan(delete);
        assertThat(delete).hasToString("k @ 7 delete");
    }

    @Provide
    Arbitrary<InternalKey> keys() {
        Arbitrary<Bytes> userKeys = Arbitraries.bytes()
                .between((byte) -1, (byte) 1)
                .array(byte[].class)
                .ofMaxSize(4)
                .map(Bytes::copyOf);
        Arbitrary<Long> sequences = Arbitraries.longs().between(0, EntryTag.SEQUENCE_MAX);
        return Combinators.combine(userKeys, sequences, Arbitraries.of(true, false))
                .as((userKey, sequence, isPut) ->
                        InternalKey.of(userKey, isPut ? EntryTag.ofPut(sequence) : EntryTag.ofDelete(sequence)));
    }
}
