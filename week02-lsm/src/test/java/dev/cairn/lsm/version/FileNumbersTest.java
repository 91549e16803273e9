package dev.cairn.lsm.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers of files, and the names of tables.
@Tag("2.9")
final class FileNumbersTest {
    private final VersionsPlace place = VersionsPlace.empty();

    @Test
    void numbers_ascend_and_none_is_given_out_twice() {
        FileNumbers numbers = FileNumbers.from(5);
        assertThat(numbers.upcoming()).isEqualTo(5);
        assertThat(numbers.next()).isEqualTo(5);
        assertThat(numbers.getAsLong()).isEqualTo(6);
        assertThat(numbers.upcoming()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000041.log",
                "000041.sst",
                "000041.ldb",
                "MANIFEST-000041",
                "000041.dbtmp",
                "000041.log.tmp",
                "000041.sst.tmp"
            })
    void a_file_of_any_kind_takes_its_number_for_good(String name) {
        place.put("000007.sst", Bytes.EMPTY).put(name, Bytes.EMPTY);
        assertThat(FileNumbers.above(9, place.disk()).next())
                .as("the first number in a directory with %s", name)
                .isEqualTo(42);
        assertThat(FileNumbers.above(50, place.disk()).next()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000041.txt", "41.sst", "CURRENT", "LOCK", "CAIRN", "LOG.old", "MANIFEST-"})
    void other_files_have_no_number(String name) {
        place.put(name, Bytes.EMPTY);
        assertThat(FileNumbers.above(1, place.disk()).next()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999999999999.dbtmp",
                "999999999999999999.log.tmp",
                "999999999999999999.sst",
                "MANIFEST-999999999999999999"
            })
    void a_file_with_a_number_to_which_no_counter_comes_is_passed_over(String name) {
        place.put(name, Bytes.EMPTY);
        assertThat(FileNumbers.above(9, place.disk()).next())
                .as("the first number in a directory with %s", name)
                .isEqualTo(9);
    }

    @Test
    void behind_a_log_with_the_largest_number_there_is_none() {
        place.put("999999999999999999.log", Bytes.EMPTY);
        FileNumbers numbers = FileNumbers.above(9, place.disk());
        assertThatThrownBy(numbers::next)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("move it away");
    }

    @Test
    void a_counter_begins_at_a_number_that_a_file_can_have() {
        assertThatThrownBy(() -> FileNumbers.from(0)).hasMessage("no file has the number 0");
        assertThat(FileNumbers.from(FileNumbers.MAX).next()).isEqualTo(999_999_999_999_999_999L);
    }

    @Test
    void tables_are_written_as_sst_and_read_as_ldb_too() throws IOException {
        place.put("000007.sst", Bytes.EMPTY).put("000008.ldb", Bytes.EMPTY);
        assertThat(TableNames.nameOf(7)).isEqualTo("000007.sst");
        assertThat(TableNames.numberIn("000008.ldb")).hasValue(8);
        assertThat(TableNames.numberIn("000008.log")).isEmpty();
        assertThat(TableNames.nameIn(place.disk(), 7)).isEqualTo("000007.sst");
        assertThat(TableNames.nameIn(place.disk(), 8)).isEqualTo("000008.ldb");
        assertThat(TableNames.nameIn(place.disk(), 9)).isEqualTo("000009.sst");
    }
}
