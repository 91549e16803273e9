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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A memtable at its sizes: nothing, much, and entries around the size of a chunk.
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

    private static Bytes key(int number) {
        return Bytes.utf8("%08d".formatted(number));
    }
}
