package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.commit.BatchFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs whose records are whole and whose content this store has not written.
@Tag("2.18")
final class LsmStrangeLogTest {
    private final LsmPlace place = LsmPlace.empty();

    // ---- numbers that are none

    @ParameterizedTest
    @ValueSource(longs = {-5, -1, EntryTag.SEQUENCE_MAX, Long.MAX_VALUE})
    void sequence_numbers_that_no_tag_can_hold_are_corruption(long sequence) {
        place.open().close();
        writeLog("000002.log", batch(sequence, "a", "b"));
        requireCorrupt(() ->
                LsmStore.open(place.disk(), LsmPlace.OPTIONS, place.world().env()));
        requireCorrupt(() -> LsmView.open(place.disk()));
    }

    // ---- a log of another LevelDB, of which the side file tells nothing

    @Test
    void a_gap_in_the_numbers_of_another_leveldb_means_nothing() {
        place.open().close();
        place.delete("CAIRN");
        writeLog("000002.log", batch(1, "a"), batch(7, "b", "c"));
        LsmStore store = place.open();
        assertThat(rows(store)).containsExactly("a=a", "b=b", "c=c");
        assertThat(store.stats().sequence()).isEqualTo(8);
        assertThat(store.stats().recovery().allDropped()).isEmpty();
    }

    @Test
    void a_torn_end_of_any_segment_of_another_leveldb_is_dropped_and_told() {
        place.open().close();
        place.delete("CAIRN");
        writeLog("000002.log", batch(1, "a"), batch(2, "b"));
        writeLog("000009.log", batch(3, "c"), batch(4, "d"));
        writeLog("000011.log", batch(5, "e"), batch(6, "f"));
        cut("000002.log");
        cut("000011.log");
        LsmStore store = place.open();
        assertThat(rows(store)).containsExactly("a=a", "c=c", "d=d", "e=e");
        assertThat(store.stats().recovery().allDropped())
                .extracting(Recovery.Dropped::file)
                .containsExactly("db/000002.log", "db/000011.log");
        assertThat(rows(place.afterKill().open())).containsExactly("a=a", "c=c", "d=d", "e=e");
    }

    @Test
    void what_the_side_file_promises_does_not_bind_another_leveldb_that_came_later() {
        openedByAnotherLevelDb();
        writeLog("000009.log", batch(2, "b"), batch(3, "c"), batch(9, "d"));
        place.flipBit("000009.log", 8 * 40);
        LsmStore store = place.open();
        assertThat(rows(store)).containsExactly("b=b");
        assertThat(store.stats().recovery().allDropped())
                .extracting(Recovery.Dropped::file)
                .containsExactly("db/000009.log");
    }

    @Test
    void what_we_write_behind_another_leveldb_is_bound_again() {
        openedByAnotherLevelDb();
        writeLog("000009.log", batch(2, "b"));
        put(place.open(), "c", "d", "e");
        LsmPlace next = place.afterKill();
        assertThat(rows(next.afterKill().open())).containsExactly("b=b", "c=c", "d=d", "e=e");
        next.flipBit(next.names(".log").getLast(), 8 * 40);
        assertThatThrownBy(next::open).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void a_directory_that_is_ours_stays_bound() {
        place.open().close();
        writeLog("000002.log", batch(1, "a"), batch(3, "b"));
        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("sequence number 2 or less");
    }

    /// Row `a` was written here under `always`. LevelDB has opened the directory since, and dropped it.
    private void openedByAnotherLevelDb() {
        try (LsmStore store = place.open()) {
            put(store, "a");
        }
        place.delete("000002.log");
        Bytes tables = new ByteWriter()
                .u8(1)
                .lengthPrefixed(utf8("leveldb.BytewiseComparator"))
                .toBytes();
        Bytes numbers = new ByteWriter()
                .u8(2)
                .u8(9)
                .u8(9)
                .u8(0)
                .u8(3)
                .u8(10)
                .u8(4)
                .u8(1)
                .toBytes();
        write("MANIFEST-000008", tables, numbers);
        place.put("CURRENT", utf8("MANIFEST-000008\n"));
    }

    private void cut(String name) {
        Bytes bytes = place.bytes(name);
        place.put(name, bytes.slice(0, bytes.length() - 3));
    }

    private void writeLog(String name, BatchFormat.Batch... batches) {
        write(name, Arrays.stream(batches).map(BatchFormat::encode).toArray(Bytes[]::new));
    }

    private void write(String name, Bytes... records) {
        try {
            if (place.disk().exists(name)) {
                place.disk().delete(name);
            }
            try (AppendFile file = place.disk().create(name)) {
                RecordWriter writer = new RecordWriter(file);
                for (Bytes record : records) {
                    writer.append(record);
                }
                file.sync();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static BatchFormat.Batch batch(long sequence, String... keys) {
        List<Mutation> mutations = new ArrayList<>();
        for (String key : keys) {
            mutations.add(new Mutation.Put(utf8(key), utf8(key)));
        }
        return new BatchFormat.Batch(sequence, mutations);
    }

    private static void requireCorrupt(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000002.log")
                .hasMessageContaining("sequence numbers of at most");
    }
}
