package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A memtable at its sizes: nothing, much, and entries around the size of a chunk.
@Tag("2.2")
final class MemtableTest {
    private final Memtable memtable = new Memtable(new SplittableRandom(1));

    @Test
    void an_empty_memtable_knows_nothing() {
        EntryCursor cursor = memtable.cursor();

        assertThat(memtable.get(InternalKey.search(Bytes.utf8("a"), 9))).isEqualTo(new Lookup.Unknown());
        assertThat(cursor.first()).isFalse();
        assertThat(cursor.last()).isFalse();
        assertThat(cursor.seek(InternalKey.search(Bytes.EMPTY, 9))).isFalse();
        assertThat(memtable.isEmpty()).isTrue();
    }

    @Test
    void a_put_a_delete_and_an_unknown_key_are_three_things() {
        put(1, "a", "red");
        put(2, "b", "");
        memtable.add(3, new Mutation.Delete(Bytes.utf8("c")));

        assertThat(get("a", 9)).isEqualTo(new Lookup.Found(Bytes.utf8("red")));
        assertThat(get("b", 9)).as("a value of no bytes is a value").isEqualTo(new Lookup.Found(Bytes.EMPTY));
        assertThat(get("c", 9)).as("c is deleted, in older tables too").isEqualTo(new Lookup.Deleted());
        assertThat(get("bb", 9)).as("nobody spoke of bb").isEqualTo(new Lookup.Unknown());
        assertThat(get("d", 9)).as("nobody spoke of d").isEqualTo(new Lookup.Unknown());
    }

    @Test
    void a_get_is_answered_by_the_newest_change_that_is_not_too_new() {
        put(1, "k", "old");
        put(2, "k", "new");
        memtable.add(4, new Mutation.Delete(Bytes.utf8("k")));

        assertThat(get("k", 9)).isEqualTo(new Lookup.Deleted());
        assertThat(get("k", 3)).isEqualTo(new Lookup.Found(Bytes.utf8("new")));
        assertThat(get("k", 1)).isEqualTo(new Lookup.Found(Bytes.utf8("old")));
        assertThat(get("k", 0)).as("before the first change").isEqualTo(new Lookup.Unknown());
    }

    @Test
    void changes_and_bytes_are_counted_when_they_are_added() {
        put(1, "k", "four");
        long one = memtable.bytes();
        memtable.add(2, new Mutation.Delete(Bytes.utf8("k")));

        assertThat(memtable.entries()).isEqualTo(2);
        assertThat(memtable.isEmpty()).isFalse();
        assertThat(one).as("bytes with one entry").isGreaterThan(13);
        assertThat(memtable.bytes()).as("bytes with two").isGreaterThan(one + 9);
    }

    @Test
    void a_cursor_that_stands_nowhere_says_so() {
        EntryCursor cursor = memtable.cursor();
        assertThat(cursor.isOnEntry()).isFalse();
        assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_000, 4_096, 262_117, 262_118, 262_119, 262_126, 262_127, 3_000_000})
    void values_of_every_length_around_a_chunk_come_back(int length) {
        Bytes value = Bytes.wrap(new byte[length]);
        for (int i = 0; i < 3; i++) {
            memtable.add(i + 1, new Mutation.Put(Bytes.utf8("k" + i), i == 1 ? value : Bytes.utf8("small")));
        }
        assertThat(memtable.get(InternalKey.search(Bytes.utf8("k1"), 9))).isEqualTo(new Lookup.Found(value));
        assertThat(memtable.get(InternalKey.search(Bytes.utf8("k2"), 9)))
                .isEqualTo(new Lookup.Found(Bytes.utf8("small")));
        assertThat(memtable.bytes()).isGreaterThan(length);
    }

    @Test
    void a_hundred_thousand_keys_in_any_order_are_found_and_sorted() {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, 100_000).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        for (int number : numbers) {
            memtable.add(number + 1L, new Mutation.Put(key(number), Bytes.EMPTY));
        }
        EntryCursor cursor = memtable.cursor();
        int next = 0;
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            assertThat(InternalKey.at(cursor).userKey()).isEqualTo(key(next++));
        }
        assertThat(next).isEqualTo(100_000);
        assertThat(memtable.entries()).isEqualTo(100_000);
    }

    @Test
    void what_was_not_visible_when_a_reader_came_does_not_disturb_it() {
        memtable.add(1, new Mutation.Put(Bytes.utf8("b"), Bytes.utf8("1")));
        EntryCursor cursor = memtable.cursor();
        cursor.first();
        memtable.add(2, new Mutation.Put(Bytes.utf8("a"), Bytes.utf8("2")));
        memtable.add(3, new Mutation.Put(Bytes.utf8("c"), Bytes.utf8("3")));

        assertThat(InternalKey.at(cursor)).hasToString("b @ 1 put");
        assertThat(cursor.value()).isEqualTo(Bytes.utf8("1"));
        assertThat(cursor.next()).isTrue();
        assertThat(InternalKey.at(cursor)).hasToString("c @ 3 put");
    }

    private void put(long sequence, String key, String value) {
        memtable.add(sequence, new Mutation.Put(Bytes.utf8(key), Bytes.utf8(value)));
    }

    private Lookup get(String key, long sequence) {
        return memtable.get(InternalKey.search(Bytes.utf8(key), sequence));
    }

    private static Bytes key(int number) {
        return Bytes.utf8("%08d".formatted(number));
    }
}
