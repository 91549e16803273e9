package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogPlace;
import dev.cairn.wal.map.CheckpointFormat.Checkpoint;
import dev.cairn.wal.map.CheckpointFormat.RowsRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The file of a checkpoint: durable before it got its name, so that whatever is wrong with it is corruption.
final class CheckpointFormatTest {
    private static final String NAME = "000007.checkpoint";
    private static final Bytes FOOTER = CheckpointFormat.footer(9, 2);

    private final LogPlace place = LogPlace.empty();

    @Test
    void rows_of_several_records_and_the_sequence_number_come_back() {
        put(rows("a"), rows("b"), FOOTER);
        Checkpoint checkpoint = CheckpointFormat.read(place.disk(), 7);
        assertThat(checkpoint.rows().size()).isEqualTo(2);
        assertThat(checkpoint.rows().get(utf8("b"))).contains(utf8("value of b"));
        assertThat(checkpoint.sequence()).isEqualTo(9);
        assertThat(checkpoint.bytes()).isEqualTo(place.length(NAME));
    }

    @Test
    void no_turned_bit_goes_unnoticed() {
        LogFile file = LogFile.of(List.of(rows("a"), rows("b"), FOOTER));
        for (long bit = 0; bit < 8L * file.size(); bit++) {
            place.put(NAME, file.flipped(bit).bytes());
            assertThatThrownBy(() -> CheckpointFormat.read(place.disk(), 7)).isInstanceOf(StoreException.Corrupt.class);
        }
    }

    @Test
    void no_cut_goes_unnoticed() {
        LogFile file = LogFile.of(List.of(rows("a"), rows("b"), FOOTER));
        for (int cut = 0; cut < file.size(); cut++) {
            place.put(NAME, file.cutTo(cut).bytes());
            assertThatThrownBy(() -> CheckpointFormat.read(place.disk(), 7)).isInstanceOf(StoreException.Corrupt.class);
        }
    }

    @Test
    void a_checkpoint_without_a_footer_is_corrupt() {
        put(rows("a"), rows("b"));
        assertIsCorrupt("expected a footer, found the end of the file");
    }

    @Test
    void a_record_behind_the_footer_is_corrupt() {
        put(rows("a"), rows("b"), FOOTER, rows("c"));
        assertIsCorrupt("expected nothing behind the footer, found a record");
    }

    @Test
    void a_row_too_few_is_corrupt() {
        put(rows("a"), FOOTER);
        assertIsCorrupt("expected 2 rows, found 1 rows");
    }

    @Test
    void a_row_twice_is_corrupt() {
        put(rows("a"), rows("a"), FOOTER);
        assertIsCorrupt("expected 2 rows, found 1 rows");
    }

    @Test
    void an_unknown_kind_of_record_is_corrupt() {
        put(rows("a"), rows("b"), Bytes.hex("03"), FOOTER);
        assertIsCorrupt("expected kind 1 or 2, found 3");
    }

    @Test
    void bytes_behind_the_rows_of_a_record_are_corrupt() {
        put(rows("a"), rows("b").concat(Bytes.hex("00")), FOOTER);
        assertIsCorrupt("expected the end");
    }

    @Test
    void fewer_rows_in_a_record_than_it_says_are_corrupt() {
        put(rows("a"), Bytes.hex("01ffffffff0f"), FOOTER);
        assertIsCorrupt("000007.checkpoint is corrupt at byte 22");
    }

    @Test
    void an_empty_record_is_corrupt() {
        put(rows("a"), rows("b"), Bytes.EMPTY, FOOTER);
        assertIsCorrupt("is corrupt at byte 44");
    }

    private void put(Bytes... records) {
        place.put(NAME, LogFile.of(List.of(records)).bytes());
    }

    private void assertIsCorrupt(String message) {
        assertThatThrownBy(() -> CheckpointFormat.read(place.disk(), 7))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining(message);
    }

    private static Bytes rows(String key) {
        RowsRecord record = new RowsRecord();
        record.add(utf8(key), utf8("value of " + key));
        return record.encoded();
    }
}
