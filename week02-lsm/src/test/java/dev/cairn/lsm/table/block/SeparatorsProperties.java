package dev.cairn.lsm.table.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Separators lie where they must, and are short where they can be.
@Tag("2.5")
final class SeparatorsProperties {
    @Property
    void a_separator_is_not_before_the_one_and_before_the_other(
            @ForAll("keys") InternalKey a, @ForAll("keys") InternalKey b) {
        InternalKey last = a.compareTo(b) < 0 ? a : b;
        InternalKey next = last.equals(a) ? b : a;
        InternalKey separator = Separators.between(last, next);

        assertThat(separator).isGreaterThanOrEqualTo(last);
        assertThat(separator.length()).isLessThanOrEqualTo(last.length());
        if (last.compareTo(next) < 0) {
            assertThat(separator).isLessThan(next);
        }
        if (!separator.equals(last)) {
            assertThat(separator.userKey()).isLessThan(next.userKey()).isGreaterThan(last.userKey());
            assertThat(separator.tag()).isEqualTo(EntryTag.NEWEST);
        }
    }

    @Property
    void what_is_after_a_key_is_not_before_it_and_not_longer(@ForAll("keys") InternalKey key) {
        assertThat(Separators.after(key)).isGreaterThanOrEqualTo(key);
        assertThat(Separators.after(key).length()).isLessThanOrEqualTo(key.length());
    }

    @Example
    void the_shortest_one_is_found_where_there_is_one() {
        assertThat(between("the quick brown fox", "the who")).isEqualTo("the r");
        assertThat(between("apple", "apples")).isEqualTo("apple");
        assertThat(between("a1", "a2")).isEqualTo("a1");
        assertThat(between("abc1", "abd")).isEqualTo("abc1");
        assertThat(between("a", "c")).isEqualTo("a");
        assertThat(between("", "c")).isEmpty();
        assertThat(after("cherry")).isEqualTo("d");
        assertThat(after("c")).isEqualTo("c");
        assertThat(after("")).isEmpty();
    }

    @Example
    void a_key_of_the_largest_bytes_has_nothing_shorter_behind_it() {
        InternalKey key = InternalKey.of(Bytes.hex("ffffff"), EntryTag.ofPut(3));

        assertThat(Separators.after(key)).isEqualTo(key);
        assertThat(Separators.after(InternalKey.of(Bytes.hex("ff0102"), 0)).userKey())
                .isEqualTo(Bytes.hex("ff02"));
    }

    @Provide
    Arbitrary<InternalKey> keys() {
        Arbitrary<Bytes> userKeys = Arbitraries.bytes()
                .between((byte) -2, (byte) 2)
                .array(byte[].class)
                .ofMaxSize(5)
                .map(Bytes::copyOf);
        return Combinators.combine(userKeys, Arbitraries.longs().between(0, 3))
                .as((key, sequence) -> InternalKey.of(key, EntryTag.ofPut(sequence)));
    }

    private static String between(String last, String next) {
        return Separators.between(key(last), key(next)).userKey().toUtf8();
    }

    private static String after(String last) {
        return Separators.after(key(last)).userKey().toUtf8();
    }

    private static InternalKey key(String text) {
        return InternalKey.of(Bytes.utf8(text), EntryTag.ofPut(1));
    }
}
