package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.sim.docs.FormatPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/backup.md` is what the code does: its example is read and written again, byte for byte.
final class BackupFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("backup.md");

    @Test
    void the_example_is_read_as_the_page_says() {
        BackupList list = BackupList.decode("BACKUP", PAGE.hex("list"));
        assertThat(list.files().keySet())
                .containsExactly("000007.sst", "000009.log", "CAIRN", "CURRENT", "MANIFEST-000010");
        assertThat(list.files())
                .containsEntry("000007.sst", listed("x".repeat(1234)))
                .containsEntry("000009.log", listed(""))
                .containsEntry("CAIRN", listed("c"))
                .containsEntry("CURRENT", listed("MANIFEST-000010\n"))
                .containsEntry("MANIFEST-000010", listed("m".repeat(93)));
        assertThat(list.tableBytes()).isEqualTo(1234);
    }

    @Test
    void the_example_is_what_is_written() {
        BackupList.Builder list = new BackupList.Builder();
        add(list, "MANIFEST-000010", "m".repeat(93));
        add(list, "CURRENT", "MANIFEST-000010\n");
        add(list, "CAIRN", "c");
        add(list, "000009.log", "");
        add(list, "000007.sst", "x".repeat(1234));
        assertThat(list.build().encode()).isEqualTo(PAGE.hex("list"));
    }

    @Test
    void the_table_names_the_title() {
        List<String> title =
                PAGE.table("| part | how it is written | meaning |").getFirst();
        assertThat(title).startsWith("title", "`" + BackupList.TITLE + "`");
    }

    private static void add(BackupList.Builder list, String name, String contents) {
        BackupList.Listed listed = listed(contents);
        list.add(name, listed.bytes(), listed.crc());
    }

    private static BackupList.Listed listed(String contents) {
        byte[] bytes = Bytes.utf8(contents).toArray();
        return new BackupList.Listed(bytes.length, Crc.of(bytes, 0, bytes.length));
    }
}
