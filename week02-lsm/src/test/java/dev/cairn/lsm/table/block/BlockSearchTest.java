package dev.cairn.lsm.table.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a cursor in a block stands, after each of its moves.
@Tag("2.4")
final class BlockSearchTest {
    private static final List<Entry> FRUIT = List.of(
            Entry.put("apple", 9, "red"),
            Entry.put("apple", 4, "green"),
            Entry.delete("apples", 5),
            Entry.put("apply", 6, "to"),
            Entry.put("banana", 7, "yellow"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void all_entries_are_met_forwards_and_backwards(int interval) {
        BlockCursor cursor = BlockCursor.over(block(interval, FRUIT));

        assertThat(Entry.all(cursor)).as("forwards").isEqualTo(FRUIT);
        assertThat(Entry.allBackwards(cursor)).as("backwards").isEqualTo(FRUIT.reversed());
    }

    @ParameterizedTest
    @CsvSource({
        "a, 9, apple @ 9 put",
        "apple, 10, apple @ 9 put",
        "apple, 9, apple @ 9 put",
        "apple, 8, apple @ 4 put",
        "apple, 3, apples @ 5 delete",
        "apples, 9, apples @ 5 delete",
        "apples, 4, apply @ 6 put",
        "b, 0, banana @ 7 put",
        "banana, 6, none",
        "c, 9, none"
    })
    void a_seek_ends_on_the_first_entry_at_or_after_its_target(String key, long sequence, String expected) {
        for (int interval : new int[] {1, 2, 3, 16}) {
            BlockCursor cursor = BlockCursor.over(block(interval, FRUIT));
            boolean isFound = cursor.seek(InternalKey.search(Bytes.utf8(key), sequence));

            assertThat(isFound ? InternalKey.at(cursor).toString() : "none")
                    .as("restart points every %s entries", interval)
                    .isEqualTo(expected);
            assertThat(cursor.isOnEntry()).isEqualTo(isFound);
        }
    }

    /// Whatever the number of entries, so that the last restart point has one, two, ... of them.
    @Test
    void blocks_of_every_number_of_entries_are_walked_and_searched() {
        for (int interval : new int[] {1, 2, 5, 16}) {
            for (int count = 1; count <= 40; count++) {
                List<Entry> entries = Entry.rows(count, count % 7);
                BlockCursor cursor = BlockCursor.over(block(interval, entries));
                String which = count + " entries, restart points every " + interval;

                assertThat(Entry.allBackwards(cursor)).as(which).isEqualTo(entries.reversed());
                for (int i = 0; i < count; i++) {
                    assertThat(cursor.seek(entries.get(i).key())).as(which).isTrue();
                    assertThat(Entry.at(cursor)).as(which).isEqualTo(entries.get(i));
                    assertThat(cursor.previous()).as(which).isEqualTo(i > 0);
                }
                assertThat(cursor.last()).as(which).isTrue();
                assertThat(Entry.at(cursor)).as(which).isEqualTo(entries.getLast());
                assertThat(cursor.next()).as(which).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 119, 120, 127, 128, 129, 200, 16_383, 16_384, 70_000})
    void keys_and_values_may_be_of_any_length(int bytes) {
        List<Entry> entries = List.of(
                Entry.put("k".repeat(bytes), 1, ""),
                Entry.put("k".repeat(bytes) + "a", 1, "v".repeat(bytes)),
                Entry.put("k".repeat(2 * bytes), 1, "v"),
                Entry.put("x", 1, ""));
        BlockCursor cursor = BlockCursor.over(block(16, entries));

        assertThat(Entry.all(cursor)).isEqualTo(entries);
        assertThat(Entry.allBackwards(cursor)).isEqualTo(entries.reversed());
    }

    @Test
    void a_cursor_in_another_block_forgets_the_first_one() {
        List<Entry> others = Entry.rows(30, 5);
        BlockCursor cursor = BlockCursor.over(block(4, FRUIT));
        cursor.last();
        cursor.moveTo(block(4, others));

        assertThat(cursor.isOnEntry()).isFalse();
        assertThat(Entry.all(cursor)).isEqualTo(others);
        assertThat(Entry.allBackwards(cursor)).isEqualTo(others.reversed());
    }

    /// Of 512 entries, those that are between the restart points begin with bytes that cannot be.
    @Test
    void a_search_reads_restart_points_and_the_entries_behind_one_of_them() {
        List<Entry> entries = Entry.rows(512, 0);
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += 37) {
            int group = (i - 1) / 16;
            BlockCursor cursor = BlockCursor.over(damaged(entries, at -> at % 16 != 0 && at / 16 != group));
            try {
                if (!cursor.seek(entries.get(i).key()) || !Entry.at(cursor).equals(entries.get(i))) {
                    refused.add("entry " + i + ": not found");
                }
            } catch (StoreException.Corrupt _) {
                refused.add("entry " + i + ": read what it need not");
            }
        }
        assertThat(refused)
                .as("searches for entries, with a restart point every 16")
                .isEmpty();
    }

    /// With a restart point for each entry. Those that a search looks at are those without which it fails.
    @ParameterizedTest
    @CsvSource({"16, 6", "256, 10", "4096, 14"})
    void a_search_looks_at_as_many_restart_points_as_halving_takes(int count, int most) {
        List<Entry> entries = Entry.rows(count, 0);
        BlockBuilder builder = new BlockBuilder(1);
        entries.forEach(each -> builder.add(each.key().encoded(), each.value()));
        byte[] bytes = builder.finish().toArray();
        int entryBytes = 3 + entries.getFirst().key().length() + 5;
        for (int i : new int[] {0, count / 3, count - 1}) {
            int lookedAt = 0;
            for (int at = 0; at < count; at++) {
                bytes[at * entryBytes] = 0x7F;
                lookedAt += isFound(bytes, entries.get(i)) ? 0 : 1;
                bytes[at * entryBytes] = 0;
            }
            assertThat(lookedAt).as("for entry %s", i).isBetween(1, most);
        }
    }

    @Test
    void a_step_back_reads_the_entries_behind_one_restart_point() {
        List<Entry> entries = Entry.rows(512, 0);
        List<String> refused = new ArrayList<>();
        for (int i : new int[] {500, 400, 272, 256, 17, 16}) {
            int group = (i - 1) / 16;
            BlockCursor cursor =
                    BlockCursor.over(damaged(entries, at -> at % 16 != 0 && at / 16 != group && at / 16 != i / 16));
            try {
                cursor.seek(entries.get(i).key());
                if (!cursor.previous() || !Entry.at(cursor).equals(entries.get(i - 1))) {
                    refused.add("from entry " + i + ": elsewhere");
                }
            } catch (StoreException.Corrupt _) {
                refused.add("from entry " + i + ": read what it need not");
            }
        }
        assertThat(refused).as("steps back, with a restart point every 16").isEmpty();
    }

    private static boolean isFound(byte[] block, Entry entry) {
        BlockCursor cursor = BlockCursor.over(Block.of(Bytes.wrap(block).asSegment(), new Block.Origin("f", 0, false)));
        try {
            return cursor.seek(entry.key()) && Entry.at(cursor).equals(entry);
        } catch (StoreException.Corrupt _) {
            return false;
        }
    }

    /// A block whose entries are all of the same length, some of them made to share more than there is.
    private static Block damaged(List<Entry> entries, Predicate<Integer> isDamaged) {
        BlockBuilder builder = new BlockBuilder(16);
        int[] starts = new int[entries.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = builder.isEmpty() ? 0 : builder.bytes() - 4 * (i / 16 + (i % 16 == 0 ? 0 : 1) + 1);
            builder.add(entries.get(i).key().encoded(), entries.get(i).value());
        }
        byte[] bytes = builder.finish().toArray();
        IntStream.range(0, starts.length).filter(isDamaged::test).forEach(i -> bytes[starts[i]] = 0x7F);
        return Block.of(Bytes.wrap(bytes).asSegment(), new Block.Origin("f", 0, false));
    }

    private static Block block(int interval, List<Entry> entries) {
        BlockBuilder builder = new BlockBuilder(interval);
        entries.forEach(each -> builder.add(each.key().encoded(), each.value()));
        return Block.of(builder.finish().asSegment(), new Block.Origin("f", 0, false));
    }
}
