package dev.cairn.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// Which keys lie in a range.
final class KeyRangeTest {
    private static final Bytes A = Bytes.utf8("a");
    private static final Bytes B = Bytes.utf8("b");
    private static final Bytes C = Bytes.utf8("c");

    @Example
    void the_first_key_is_in_and_the_last_is_out() {
        KeyRange range = KeyRange.between(A, C);

        assertThat(range.contains(A)).isTrue();
        assertThat(range.contains(B)).isTrue();
        assertThat(range.contains(Bytes.utf8("b~"))).isTrue();
        assertThat(range.contains(C)).isFalse();
        assertThat(range.contains(Bytes.utf8("`"))).isFalse();
    }

    @Example
    void a_key_outside_is_before_or_after() {
        KeyRange range = KeyRange.between(B, C);

        assertThat(range.isBefore(A)).isTrue();
        assertThat(range.isBefore(B)).isFalse();
        assertThat(range.isAfter(B)).isFalse();
        assertThat(range.isAfter(C)).isTrue();
    }

    @Example
    void an_open_end_has_no_bound() {
        assertThat(KeyRange.from(B).contains(Bytes.hex("ffff"))).isTrue();
        assertThat(KeyRange.from(B).contains(A)).isFalse();
        assertThat(KeyRange.to(B).contains(Bytes.EMPTY)).isTrue();
        assertThat(KeyRange.to(B).contains(B)).isFalse();
        assertThat(KeyRange.all().contains(Bytes.EMPTY)).isTrue();
        assertThat(KeyRange.all().contains(Bytes.hex("ffff"))).isTrue();
    }

    @Example
    void a_range_whose_end_is_not_after_its_start_is_empty() {
        for (KeyRange range :
                new KeyRange[] {KeyRange.between(B, B), KeyRange.between(C, A), KeyRange.to(Bytes.EMPTY)}) {
            assertThat(range.contains(A)).isFalse();
            assertThat(range.contains(B)).isFalse();
            assertThat(range.contains(C)).isFalse();
            assertThat(range.contains(Bytes.EMPTY)).isFalse();
        }
    }

    @Example
    void the_range_of_a_prefix_ends_where_its_last_byte_is_one_higher() {
        assertThat(KeyRange.prefix(Bytes.hex("6162")))
                .isEqualTo(KeyRange.between(Bytes.hex("6162"), Bytes.hex("6163")));
        assertThat(KeyRange.prefix(Bytes.hex("617f")))
                .isEqualTo(KeyRange.between(Bytes.hex("617f"), Bytes.hex("6180")));
        assertThat(KeyRange.prefix(Bytes.hex("61ff"))).isEqualTo(KeyRange.between(Bytes.hex("61ff"), Bytes.hex("62")));
        assertThat(KeyRange.prefix(Bytes.hex("feffff")).to()).isEqualTo(Optional.of(Bytes.hex("ff")));
    }

    @Example
    void a_prefix_of_nothing_but_ff_has_no_end() {
        assertThat(KeyRange.prefix(Bytes.hex("ff"))).isEqualTo(KeyRange.from(Bytes.hex("ff")));
        assertThat(KeyRange.prefix(Bytes.hex("ffff")).contains(Bytes.hex("ffffff")))
                .isTrue();
        assertThat(KeyRange.prefix(Bytes.hex("ffff")).contains(Bytes.hex("fffe")))
                .isFalse();
    }

    @Example
    void every_key_has_the_empty_prefix() {
        assertThat(KeyRange.prefix(Bytes.EMPTY).contains(Bytes.EMPTY)).isTrue();
        assertThat(KeyRange.prefix(Bytes.EMPTY).contains(Bytes.hex("ffff"))).isTrue();
    }

    @Property
    void the_range_of_a_prefix_is_the_keys_that_begin_with_it(
            @ForAll @Size(max = 3) byte[] prefix,
            @ForAll @Size(max = 3) byte[] tail,
            @ForAll @Size(max = 4) byte[] other) {
        Bytes start = Bytes.wrap(prefix);
        KeyRange range = KeyRange.prefix(start);

        assertThat(range.contains(start.concat(Bytes.wrap(tail)))).isTrue();
        assertThat(range.contains(Bytes.wrap(other)))
                .isEqualTo(Bytes.wrap(other).startsWith(start));
    }

    @Property
    void a_key_is_before_in_or_after(
            @ForAll @Size(max = 2) byte[] from, @ForAll @Size(max = 2) byte[] to, @ForAll @Size(max = 2) byte[] key) {
        KeyRange range = KeyRange.between(Bytes.wrap(from), Bytes.wrap(to));
        Bytes tested = Bytes.wrap(key);

        assertThat(range.contains(tested)).isEqualTo(!range.isBefore(tested) && !range.isAfter(tested));
        assertThat(range.isBefore(tested)).isEqualTo(tested.compareTo(Bytes.wrap(from)) < 0);
        assertThat(range.isAfter(tested)).isEqualTo(tested.compareTo(Bytes.wrap(to)) >= 0);
    }
}
