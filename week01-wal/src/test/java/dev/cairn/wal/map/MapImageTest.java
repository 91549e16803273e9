package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogPlace;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.CheckpointFormat.RowsRecord;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a directory holds, read from files that the test puts there: no store is opened.
@Tag("1.10")
final class MapImageTest {
    private final LogPlace place = LogPlace.empty();

    // ---- rows

    @Test
    void an_empty_directory_holds_nothing() {
        MapImage image = read();
        assertThat(image.rows().size()).isZero();
        assertThat(image.sequence()).isZero();
        assertThat(image.nextNumber()).isEqualTo(1);
    }

    @Test
    void of_each_key_the_newest_mutation_counts() {
        log(1, batch(1, put("a", "old"), put("b", "kept"), put("c", "gone")), batch(4, put("a", "new"), delete("c")));
        MapImage image = read();
        assertThat(image.rows().get(utf8("a"))).contains(utf8("new"));
        assertThat(image.rows().get(utf8("b"))).contains(utf8("kept"));
        assertThat(image.rows().get(utf8("c"))).isEmpty();
        assertThat(image.sequence()).isEqualTo(5);
    }

    @Test
    void segments_go_on_from_each_other() {
        log(1, batch(1, put("a", "1")));
        log(2, batch(2, put("a", "2")));
        assertThat(read().rows().get(utf8("a"))).contains(utf8("2"));
        assertThat(read().nextNumber()).isEqualTo(3);
    }

    @Test
    void a_gap_in_the_sequence_numbers_is_corruption() {
        log(1, batch(1, put("a", "1")));
        log(2, batch(3, put("a", "2")));
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("db/000002.log is corrupt at byte 0: expected sequence number 2, found 3");
    }

    @Test
    void a_batch_that_comes_twice_is_corruption() {
        log(1, batch(1, put("a", "1")), batch(1, put("a", "1")));
        assertThatThrownBy(this::read).hasMessageEndingWith("expected sequence number 2, found 1");
    }

    @Test
    void a_record_that_is_no_batch_is_corruption() {
        log(1, batch(1, put("a", "1")), utf8("no batch at all"));
        assertThatThrownBy(this::read).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void a_row_keeps_nothing_else_of_its_record_alive() {
        log(1, batch(1, put("a", "one"), put("b", "two")));
        TreeCursor rows = new TreeCursor(read().rows(), KeyRange.all());
        while (rows.next()) {
            assertHasItsOwnArray(rows.key());
            assertHasItsOwnArray(rows.value());
        }
    }

    // ---- checkpoints

    @Test
    void the_newest_checkpoint_comes_first_and_the_log_goes_on_from_it() {
        log(1, batch(7, put("orphan", "1")));
        checkpoint(2, 3, "old");
        checkpoint(3, 5, "a", "b");
        log(2, batch(9, put("orphan", "2")));
        log(3, batch(6, delete("a"), put("c", "3")));
        MapImage image = read();
        assertThat(image.checkpointNumber()).isEqualTo(3);
        assertThat(image.rows().size()).isEqualTo(2);
        assertThat(image.rows().get(utf8("b"))).contains(utf8("b"));
        assertThat(image.rows().get(utf8("c"))).contains(utf8("3"));
        assertThat(image.sequence()).isEqualTo(7);
    }

    @Test
    void what_does_not_go_on_from_the_checkpoint_is_corruption() {
        checkpoint(2, 5, "a");
        log(2, batch(7, put("b", "1")));
        assertThatThrownBy(this::read).hasMessageEndingWith("expected sequence number 6, found 7");
    }

    @Test
    void a_checkpoint_knows_how_long_its_file_is() {
        checkpoint(2, 5, "a");
        log(2);
        assertThat(read().checkpointBytes()).isEqualTo(place.length("000002.checkpoint"));
    }

    // ---- what is missing

    @Test
    void a_log_that_begins_late_misses_its_checkpoint() {
        log(2, batch(1, put("a", "1")));
        assertThatThrownBy(this::read)
                .hasMessage("db/000002.checkpoint is corrupt at byte 0: expected what the files after it go on from,"
                        + " found no such file");
    }

    @Test
    void a_checkpoint_without_its_segment_misses_it() {
        checkpoint(2, 5, "a");
        log(3, batch(6, put("b", "1")));
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000002.log")
                .hasMessageContaining("no such file");
    }

    @Test
    void a_segment_that_the_side_file_tells_of_must_be_there() {
        new SideFile(MapImage.ENGINE, List.of(new SideFile.Run(1, "always"), new SideFile.Run(2, "never")))
                .write(place.disk());
        log(1, batch(1, put("a", "1")));
        assertThatThrownBy(this::read)
                .hasMessageContaining("db/000002.log")
                .hasMessageContaining("the segment that CAIRN tells of");
    }

    @Test
    void a_side_file_that_tells_of_no_segment_needs_none() {
        new SideFile(MapImage.ENGINE, List.of()).write(place.disk());
        assertThat(read().rows().size()).isZero();
    }

    // ---- tails

    @Test
    void a_tail_is_judged_by_the_policy_that_wrote_it() {
        putDamagedLog();
        new SideFile(MapImage.ENGINE, List.of(new SideFile.Run(1, "always"))).write(place.disk());
        assertThatThrownBy(this::read).isInstanceOf(StoreException.Corrupt.class);
        new SideFile(MapImage.ENGINE, List.of(new SideFile.Run(1, "never"))).write(place.disk());
        assertThat(read().rows().size()).isEqualTo(1);
    }

    @Test
    void without_a_side_file_the_first_damage_ends_the_log() {
        putDamagedLog();
        MapImage image = read();
        assertThat(image.rows().size()).isEqualTo(1);
        assertThat(image.sequence()).isEqualTo(1);
    }

    // ---- what is left alone

    @Test
    void a_directory_of_another_engine_is_refused() {
        new SideFile("lsm", List.of()).write(place.disk());
        log(2, utf8("no batch at all"));
        assertThatThrownBy(this::read).isInstanceOf(StoreException.Refused.class);
    }

    @Test
    void reading_changes_nothing() {
        log(1, batch(1, put("a", "1")));
        place.put("000001.log.tmp", utf8("an orphan"));
        assertThat(place.callsDuring(this::read))
                .noneMatch(call -> call.matches("(create|append|rename|delete|truncate|sync).*"));
    }

    private MapImage read() {
        return MapImage.read(place.disk());
    }

    /// A copy of what has an array of its own is the same object.
    private static void assertHasItsOwnArray(Bytes bytes) {
        assertThat(bytes.copy())
                .as("a copy of \"%s\", which should have an array of its own", bytes)
                .isSameAs(bytes);
    }

    /// Three records, of which the second is damaged.
    private void putDamagedLog() {
        LogFile file = LogFile.of(List.of(batch(1, put("a", "1")), batch(2, put("b", "2")), batch(3, put("c", "3"))));
        place.put("000001.log", file.flipped(8 * (file.start(1) + 10)).bytes());
    }

    private void log(int number, Bytes... records) {
        place.put("00000" + number + ".log", LogFile.of(List.of(records)).bytes());
    }

    /// Rows whose values are their keys.
    private void checkpoint(int number, long sequence, String... keys) {
        RowsRecord rows = new RowsRecord();
        for (String key : keys) {
            rows.add(utf8(key), utf8(key));
        }
        List<Bytes> records = List.of(rows.encoded(), CheckpointFormat.footer(sequence, keys.length));
        place.put(CheckpointFormat.NAMES.nameOf(number), LogFile.of(records).bytes());
    }

    private static Bytes batch(long sequence, Mutation... mutations) {
        return BatchFormat.encode(new BatchFormat.Batch(sequence, List.of(mutations)));
    }

    private static Mutation put(String key, String value) {
        return new Mutation.Put(utf8(key), utf8(value));
    }

    private static Mutation delete(String key) {
        return new Mutation.Delete(utf8(key));
    }
}
