package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The keys of views: apart from each other, and in ranges that end where they say.
@Tag("3.17")
final class NamespaceTest {
    private static final Namespace A = Namespace.of("a");

    @Test
    void a_key_begins_with_the_length_of_the_name_and_the_name() {
        assertThat(Namespace.of("ab").key(Bytes.hex("00ff"))).isEqualTo(Bytes.hex("02616200ff"));
        assertThat(Namespace.of("ab").inside(Bytes.hex("02616200ff"))).isEqualTo(Bytes.hex("00ff"));
    }

    @Test
    void the_length_is_that_of_the_name_in_utf_8() {
        assertThat(Namespace.of("é").key(Bytes.hex("00"))).isEqualTo(Bytes.hex("02c3a900"));
    }

    @Test
    void of_two_names_of_which_one_begins_with_the_other_neither_sees_rows_of_the_other() {
        for (String end : List.of("", ":", "/", ".", "#", "|", " ", "\0", "\1")) {
            String longer = "a" + end + "b";
            Bytes stored = Namespace.of(longer).key(Bytes.utf8("c"));

            assertThat(A.prefix(Bytes.EMPTY).contains(stored))
                    .as("the view \"a\" sees the key \"c\" of the view \"%s\"", longer)
                    .isFalse();
            assertThat(A.key(Bytes.utf8(end + "bc")))
                    .as("the key \"%sbc\" of the view \"a\"", end)
                    .isNotEqualTo(stored);
        }
    }

    @Test
    void names_are_from_1_to_255_bytes_long() {
        String longest = "é".repeat(127) + "x";

        assertThat(Namespace.of(longest).key(Bytes.EMPTY).length()).isEqualTo(256);
        for (String bad : List.of("", longest + "x")) {
            assertThatThrownBy(() -> Namespace.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bytes: expected 1 to 255");
        }
    }

    @Test
    void a_range_through_a_key_has_that_key_and_nothing_behind_it() {
        KeyRange range = A.through(Bytes.utf8("b"), Bytes.utf8("d"));

        assertThat(range.contains(A.key(Bytes.utf8("d")))).as("the last key").isTrue();
        assertThat(range.contains(A.key(Bytes.hex("6400"))))
                .as("the key just behind the last")
                .isFalse();
        assertThat(range.contains(A.key(Bytes.utf8("da"))))
                .as("a key that begins with the last")
                .isFalse();
        assertThat(range.contains(A.key(Bytes.utf8("a"))))
                .as("a key before the first")
                .isFalse();
    }

    @Test
    void a_range_from_a_key_ends_with_the_view() {
        KeyRange range = A.from(Bytes.utf8("b"));

        assertThat(range.contains(A.key(Bytes.utf8("b")))).as("the first key").isTrue();
        assertThat(range.contains(A.key(Bytes.hex("ffffff"))))
                .as("a last key of the view")
                .isTrue();
        assertThat(range.contains(A.key(Bytes.utf8("a"))))
                .as("a key before the first")
                .isFalse();
        assertThat(range.contains(Namespace.of("b").key(Bytes.utf8("x"))))
                .as("a key of the next view")
                .isFalse();
    }

    @Test
    void a_range_between_keys_has_the_first_and_not_the_second() {
        KeyRange range = A.between(Bytes.utf8("b"), Bytes.utf8("d"));

        assertThat(range.contains(A.key(Bytes.utf8("b")))).isTrue();
        assertThat(range.contains(A.key(Bytes.utf8("d")))).isFalse();
    }
}
