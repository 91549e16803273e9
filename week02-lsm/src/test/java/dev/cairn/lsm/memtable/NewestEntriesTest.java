package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What tells where the newest entry of a key lies.
@Tag("2.2")
final class NewestEntriesTest {
    private static final int KEYS = 20_000;

    private final EntryArena arena = new EntryArena();

    @Test
    void of_a_key_that_was_never_added_there_is_none() {
        assertThat(arena.newest(key("a", 1))).isEqualTo(NewestEntries.NONE);
        arena.add(key("a", 1), Bytes.EMPTY);
        assertThat(arena.newest(key("b", 1))).isEqualTo(NewestEntries.NONE);
        assertThat(arena.newest(key("", 1))).isEqualTo(NewestEntries.NONE);
    }

    @Test
    void the_newest_counts_in_whatever_order_they_come() {
        arena.add(key("a", 5), Bytes.EMPTY);
        int newest = arena.add(key("a", 9), Bytes.EMPTY);
        arena.add(key("a", 7), Bytes.EMPTY);
        assertThat(arena.newest(key("a", 1))).isEqualTo(newest);
    }

    @Test
    void of_two_with_one_sequence_number_the_later_counts() {
        arena.add(key("a", 5), Bytes.utf8("lost"));
        int later = arena.add(key("a", 5), Bytes.utf8("kept"));
        assertThat(arena.newest(key("a", 1))).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 1_000, 100_000})
    void each_of_many_keys_is_found_after_the_table_has_grown(int keys) {
        Map<Integer, Integer> newest = new HashMap<>();
        SplittableRandom random = new SplittableRandom(keys);
        for (int sequence = 1; sequence <= keys; sequence++) {
            int number = random.nextInt(keys);
            newest.put(number, arena.add(key(Integer.toString(number), sequence), Bytes.EMPTY));
        }
        for (int number = 0; number < keys; number++) {
            assertThat(arena.newest(key(Integer.toString(number), 1)))
                    .as("key %s of %s", number, keys)
                    .isEqualTo(newest.getOrDefault(number, NewestEntries.NONE));
        }
    }

    @Test
    void two_keys_with_the_same_mark_are_two() {
        Map<Long, InternalKey> known = new HashMap<>();
        InternalKey one;
        InternalKey other;
        int number = 0;
        do {
            one = key(Integer.toString(number++), 1);
            other = known.put(one.userKeyHash() >>> 33, one);
        } while (other == null);
        int reference = arena.add(other, Bytes.EMPTY);
        assertThat(arena.newest(one))
                .as("entry of %s, with the mark of %s", one, other)
                .isEqualTo(NewestEntries.NONE);
        assertThat(arena.newest(other)).as("entry of %s", other).isEqualTo(reference);
    }

    @Test
    void it_takes_at_most_some_twenty_bytes_a_key() {
        for (int i = 0; i < 100_000; i++) {
            arena.add(key(Integer.toString(i), 1), Bytes.EMPTY);
        }
        assertThat(arena.newestBytes() / 100_000).isBetween(10L, 22L);
    }

    @Test
    void a_reader_finds_what_was_added_before_it_looks() throws InterruptedException {
        AtomicInteger added = new AtomicInteger();
        AtomicLong missed = new AtomicLong();
        Thread reader = Thread.ofPlatform().start(() -> {
            SplittableRandom random = new SplittableRandom(1);
            for (int known = added.get(); known < KEYS; known = added.get()) {
                int number = random.nextInt(known + 1);
                boolean isFound = arena.newest(key(Integer.toString(number), 1)) != NewestEntries.NONE;
                missed.addAndGet(number < known && !isFound ? 1 : 0);
            }
        });
        for (int i = 0; i < KEYS; i++) {
            arena.add(key(Integer.toString(i), 1), Bytes.EMPTY);
            added.set(i + 1);
        }
        reader.join();
        assertThat(missed.get()).as("keys that were there and were not found").isZero();
    }

    private static InternalKey key(String userKey, long sequence) {
        return InternalKey.of(Bytes.utf8(userKey), EntryTag.ofPut(sequence));
    }
}
