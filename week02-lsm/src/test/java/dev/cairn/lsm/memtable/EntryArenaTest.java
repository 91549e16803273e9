package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where entries lie, and what that takes.
final class EntryArenaTest {
    private static final int CHUNK_BYTES_MAX = 256 << 10;
    private static final InternalKey KEY = InternalKey.of(Bytes.utf8("key"), EntryTag.ofPut(1));

    private final EntryArena arena = new EntryArena();
    private final Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1_000, 3_000, 70_000, 100_000, 131_000, 131_053, 131_054, 131_100, 200_000, 262_125, 300_000})
    void what_is_counted_is_what_is_taken_but_for_the_chunk_that_is_being_filled(int valueBytes) {
        for (int i = 0; i < 50; i++) {
            add(valueBytes);
        }
        assertThat(arena.bytes())
                .as("bytes that are counted, of %s", taken())
                .isBetween(taken() - CHUNK_BYTES_MAX, taken());
    }

    @Test
    void a_large_entry_takes_no_more_than_its_own_bytes() {
        long before = arena.bytes();
        int reference = add(131_100);
        assertThat(arena.array(reference)).hasSize((int) (arena.bytes() - before));
    }

    @Test
    void small_entries_go_on_behind_one_another_whatever_large_ones_come_between() {
        int first = add(100);
        add(200_000);
        int second = add(100);
        assertThat(arena.array(second)).isSameAs(arena.array(first));
        assertThat(arena.keyStart(second)).isGreaterThan(arena.keyStart(first));
    }

    @Test
    void entries_of_all_sizes_come_back() {
        List<Integer> references = new ArrayList<>();
        for (int size = 0; size < 400_000; size += 9_973) {
            references.add(add(size));
        }
        int size = 0;
        for (int reference : references) {
            assertThat(arena.value(reference).length()).isEqualTo(size);
            assertThat(arena.keyLength(reference)).isEqualTo(KEY.length());
            size += 9_973;
        }
    }

    private int add(int valueBytes) {
        int reference = arena.add(KEY, Bytes.wrap(new byte[valueBytes]));
        arrays.add(arena.array(reference));
        return reference;
    }

    private long taken() {
        return arrays.stream().mapToLong(array -> array.length).sum();
    }
}
