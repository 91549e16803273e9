package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is no list of a backup is told with the place and what would have been right, whoever has written it.
final class BackupListTest {
    private static final String SST = "file 000007.sst 1234 9ae0daaf";

    @ParameterizedTest
    @CsvSource({
        "file 000007.sst 1234 9ae0daa",
        "file 000007.sst -1 9ae0daaf",
        "file ../000007.sst 1234 9ae0daaf",
        "file .hidden 1234 9ae0daaf",
        "file 000007.sst 1234 9ae0daaf and more",
        "link 000007.sst 1234 9ae0daaf"
    })
    void a_line_that_is_none_is_told_with_its_offset(String line) {
        corrupt(summed("cairn backup\n" + line + "\n"), 13, "a line about a file, and each file once", line);
    }

    @Test
    void a_file_that_is_listed_twice_is_told() {
        corrupt(summed("cairn backup\n" + SST + "\n" + SST + "\n"), 43, "a line about a file, and each file once", SST);
    }

    @Test
    void a_list_of_something_else_is_told() {
        corrupt(summed("another backup\n"), 0, "\"cairn backup\"", "another backup");
    }

    @Test
    void a_list_that_is_cut_has_no_sum() {
        corrupt("cairn backup\n" + SST + "\n", 30, "a last line \"sum\" with eight digits", "234 9ae0daaf");
    }

    @Test
    void an_empty_one_has_none_either() {
        corrupt("", 0, "a last line \"sum\" with eight digits", "");
    }

    @Test
    void a_sum_of_other_lines_is_told_with_both() {
        String list = summed("cairn backup\n").replace("backup", "Backup");
        byte[] title = Bytes.utf8("cairn Backup\n").toArray();
        String right = "sum %08x, as the lines before have it".formatted(Crc.of(title, 0, title.length));
        corrupt(list, 13, right, list.substring(13).strip());
    }

    private static void corrupt(String list, long offset, String expected, String found) {
        assertThatThrownBy(() -> BackupList.decode("b/BACKUP", Bytes.utf8(list)))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage(
                        "b/BACKUP is corrupt at byte %d: expected %s, found \"%s\"".formatted(offset, expected, found));
    }

    private static String summed(String lines) {
        byte[] bytes = Bytes.utf8(lines).toArray();
        return lines + "sum %08x\n".formatted(Crc.of(bytes, 0, bytes.length));
    }
}
