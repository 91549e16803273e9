package dev.cairn.lsm.repair;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.commit.BatchFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of a segment of the log comes into memory, and in which memtables.
@Tag("2.19")
final class SalvagedLogTest {
    private static final String NAME = "000002.log";
    private final SimFileSystem files = SimFileSystem.empty();
    private final Disk disk = files.disk("db");

    @Test
    void all_changes_of_all_batches_are_in_one_memtable_with_their_numbers() {
        SalvagedLog log = read(batch(4, "a", "b"), batch(6, "a"), batch(7, "c", "d"));
        assertThat(rows(log)).as("entries of each memtable").containsExactly("a 6, a 4, b 5, c 7, d 8");
        assertThat(log.oldest()).isEqualTo(4);
        assertThat(log.newest()).isEqualTo(8);
        assertThat(log.check().records()).isEqualTo(3);
        assertThat(log.check().skipped()).isEmpty();
    }

    @Test
    void an_empty_log_has_no_memtable() {
        SalvagedLog log = read();
        assertThat(log.memtables()).isEmpty();
        assertThat(log.oldest()).isEqualTo(Long.MAX_VALUE);
        assertThat(log.newest()).isZero();
    }

    @Test
    void a_batch_without_changes_makes_no_memtable_and_changes_no_number() {
        SalvagedLog log = read(batch(3));
        assertThat(log.memtables()).isEmpty();
        assertThat(log.oldest()).as("the smallest number, of none").isEqualTo(Long.MAX_VALUE);
        assertThat(log.newest()).as("the largest number, of none").isZero();
        SalvagedLog next = read(batch(3, "a"), batch(9), batch(4, "b"));
        assertThat(rows(next)).containsExactly("a 3, b 4");
    }

    @Test
    void of_a_torn_log_the_batches_before_the_tear_are_there() {
        write(batch(1, "a"), batch(2, "b"), batch(3, "c"));
        truncate(size() - 1);
        SalvagedLog log = SalvagedLog.read(disk, 2);
        assertThat(rows(log)).as("entries of each memtable").containsExactly("a 1, b 2");
        assertThat(log.newest()).isEqualTo(2);
        assertThat(log.check().skipped()).as("what was skipped").hasSize(1);
    }

    @Test
    void a_record_that_is_no_batch_is_skipped_and_those_behind_it_are_read() {
        write(BatchFormat.encode(batch(1, "a")), utf8("of another program"), BatchFormat.encode(batch(2, "b")));
        SalvagedLog log = SalvagedLog.read(disk, 2);
        assertThat(rows(log)).as("entries of each memtable").containsExactly("a 1, b 2");
        assertThat(log.check().skipped()).as("what was skipped").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, -1, EntryTag.SEQUENCE_MAX, Long.MAX_VALUE})
    void a_batch_whose_numbers_no_entry_can_have_is_skipped(long sequence) {
        SalvagedLog log = read(batch(1, "a"), batch(sequence, "b", "c"), batch(2, "d"));
        assertThat(rows(log)).as("entries of each memtable").containsExactly("a 1, d 2");
        assertThat(log.newest()).isEqualTo(2);
        assertThat(log.check().skipped())
                .as("what was skipped")
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.expected()).startsWith("sequence numbers of at most"));
    }

    @Test
    void a_gap_in_the_numbers_means_nothing() {
        assertThat(rows(read(batch(1, "a"), batch(7, "b")))).containsExactly("a 1, b 7");
    }

    @Test
    void a_number_that_was_there_before_is_in_a_memtable_of_its_own() {
        SalvagedLog log = read(batch(5, "a", "b"), batch(6, "b"), batch(7, "c"), batch(2, "a"), batch(3, "d"));
        assertThat(rows(log)).as("entries of each memtable").containsExactly("a 5, b 6", "b 6, c 7", "a 2, d 3");
        assertThat(log.oldest()).isEqualTo(2);
        assertThat(log.newest()).isEqualTo(7);
    }

    @Test
    void a_memtable_that_is_full_is_followed_by_another() {
        Mutation large = new Mutation.Put(utf8("a"), Bytes.wrap(new byte[(int) MemtableOptions.DEFAULT.bytes()]));
        SalvagedLog log = read(new BatchFormat.Batch(1, List.of(large)), batch(2, "b"), batch(3, "c"));
        assertThat(rows(log)).as("entries of each memtable").containsExactly("a 1", "b 2, c 3");
    }

    private SalvagedLog read(BatchFormat.Batch... batches) {
        write(batches);
        return SalvagedLog.read(disk, 2);
    }

    private void write(BatchFormat.Batch... batches) {
        write(Arrays.stream(batches).map(BatchFormat::encode).toArray(Bytes[]::new));
    }

    private void write(Bytes... records) {
        try {
            disk.makeDirectory();
            if (disk.exists(NAME)) {
                disk.delete(NAME);
            }
            try (AppendFile file = disk.create(NAME)) {
                RecordWriter writer = new RecordWriter(file);
                for (Bytes record : records) {
                    writer.append(record);
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private long size() {
        return files.freeze().visible().bytes("db/" + NAME).length();
    }

    private void truncate(long size) {
        try {
            disk.truncate(NAME, size);
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

    /// The entries of each memtable, in their order.
    private static List<String> rows(SalvagedLog log) {
        return log.memtables().stream().map(SalvagedLogTest::rows).toList();
    }

    private static String rows(Memtable memtable) {
        List<String> rows = new ArrayList<>();
        try (EntryCursor cursor = memtable.cursor()) {
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                InternalKey key = InternalKey.at(cursor);
                rows.add(key.userKey().toUtf8() + " " + key.sequence());
            }
        }
        return String.join(", ", rows);
    }
}
