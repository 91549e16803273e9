package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.compression.Compression;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of readers when a file changes under them, or is closed: on a real disk, since that is what maps files.
@Tag("2.6")
final class TableUnderReadersTest {
    private static final List<Entry> ENTRIES = Entry.rows(2_000, 20);

    @TempDir
    private Path directory;

    @Test
    void a_table_that_is_cut_under_its_reader_cannot_be_read() throws IOException {
        try (TableReader table = open();
                EntryCursor cursor = table.cursor()) {
            assertThat(cursor.first()).isTrue();
            cut();
            requireUnreadable(() -> table.get(ENTRIES.getLast().key()));
            requireUnreadable(cursor::last);
            requireUnreadable(() -> cursor.seek(ENTRIES.getLast().key()));
            requireUnreadable(() -> readOn(cursor));
            requireUnreadable(() -> readBack(cursor));
            requireUnreadable(table::verify);
        }
    }

    @Test
    void a_get_that_runs_compiled_says_the_same_of_a_table_that_is_cut() throws IOException {
        try (TableReader table = open()) {
            for (int round = 0; round < 20; round++) {
                ENTRIES.forEach(each -> table.get(each.key()));
            }
            cut();
            requireUnreadable(() -> ENTRIES.reversed().forEach(each -> table.get(each.key())));
        }
    }

    @Test
    void a_cursor_of_a_table_that_is_closed_says_closed() {
        TableReader table = open();
        EntryCursor cursor = table.cursor();
        cursor.first();
        table.close();
        requireClosed(cursor::value);
        requireClosed(cursor::next);
        requireClosed(cursor::first);
        requireClosed(cursor::last);
        requireClosed(() -> cursor.seek(InternalKey.search(Bytes.EMPTY, 9)));
        cursor.close();
    }

    /// The JDK raises the flag of a thread that it finds in memory which another one gives back: seldom, and
    /// oftener while the code is not compiled yet.
    @Test
    void a_get_that_meets_the_end_of_its_table_leaves_its_thread_uninterrupted() throws Exception {
        for (int round = 0; round < 100; round++) {
            TableReader table = open();
            CountDownLatch hasBegun = new CountDownLatch(1);
            CompletableFuture<Boolean> isInterrupted = CompletableFuture.supplyAsync(
                    () -> isInterruptedAfterReading(table, hasBegun), task -> new Thread(task).start());
            hasBegun.await();
            table.close();
            assertThat(isInterrupted.get()).as("round %s", round).isFalse();
        }
    }

    @Test
    void the_flag_that_the_end_of_a_table_raises_is_down_after_a_get() {
        TableReader table = closedByItsFilter(true);
        requireGone(table);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_flag_that_was_up_before_a_get_meets_the_end_of_its_table_stays_up() {
        TableReader table = closedByItsFilter(false);
        Thread.currentThread().interrupt();
        requireGone(table);
        assertThat(Thread.interrupted()).isTrue();
    }

    /// A table whose filter closes it when it is asked, and ends as any read does in memory that was given back.
    private TableReader closedByItsFilter(boolean interrupts) {
        AtomicReference<TableReader> table = new AtomicReference<>();
        ExactFilter closing = new ExactFilter() {
            @Override
            public Filter open(MemorySegment block) {
                return _ -> {
                    table.get().close();
                    if (interrupts) {
                        Thread.currentThread().interrupt();
                    }
                    throw new IllegalStateException("Already closed");
                };
            }
        };
        table.set(new TablePlace(Disk.at(directory), TableOptions.DEFAULT.withFilter(closing)).open(ENTRIES));
        return table.get();
    }

    private static void requireGone(TableReader table) {
        assertThatExceptionOfType(TableClosedException.class)
                .isThrownBy(() -> table.get(ENTRIES.getFirst().key()));
    }

    /// Reads until the table is closed.
    private static boolean isInterruptedAfterReading(TableReader table, CountDownLatch hasBegun) {
        try {
            for (int at = 0; ; at = (at + 1) % ENTRIES.size()) {
                table.get(ENTRIES.get(at).key());
                hasBegun.countDown();
            }
        } catch (TableClosedException closed) {
            return Thread.currentThread().isInterrupted();
        } finally {
            hasBegun.countDown();
        }
    }

    private TableReader open() {
        return new TablePlace(Disk.at(directory), TableOptions.DEFAULT.withCompression(Compression.none()))
                .open(ENTRIES);
    }

    /// Leaves the first page of the file.
    private void cut() throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve(TablePlace.NAME), StandardOpenOption.WRITE)) {
            file.truncate(4096);
        }
    }

    private static void readOn(EntryCursor cursor) {
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            cursor.value();
        }
    }

    private static void readBack(EntryCursor cursor) {
        for (boolean isOn = cursor.last(); isOn; isOn = cursor.previous()) {
            cursor.value();
        }
    }

    private static void requireUnreadable(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("000005.sst")
                .hasMessageContaining("cannot be reached");
    }

    private static void requireClosed(ThrowingCallable reading) {
        assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(reading);
    }
}
