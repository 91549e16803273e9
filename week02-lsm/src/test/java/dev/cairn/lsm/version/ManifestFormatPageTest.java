package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.sim.docs.FormatPage;
import dev.cairn.wal.RecordWriter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/manifest.md` is what the code does: its table names the tags, and its examples are
/// read and written again, byte for byte.
final class ManifestFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("manifest.md");

    private static final VersionEdit BEGINNING = new ManifestState(Version.EMPTY, 3, 0, 5, 0).asEdit();
    private static final VersionEdit FLUSH = edit(parts -> parts.logNumber(6)
            .nextFileNumber(8)
            .lastSequence(300)
            .add(0, new TableFile(7, 1_234, key("ant", 1), key("fox", 2))));
    private static final VersionEdit MOVE = edit(parts -> parts.nextFileNumber(8)
            .pointer(0, key("fox", 2))
            .delete(0, 7)
            .add(1, new TableFile(7, 1_234, key("ant", 1), key("fox", 2))));

    private final VersionsPlace place = VersionsPlace.empty();

    @Test
    void the_table_of_tags_is_that_of_the_code() {
        assertThat(PAGE.table("| tag | field | value | meaning |"))
                .extracting(List::getFirst)
                .containsExactly(
                        Integer.toString(VersionEditFormat.COMPARATOR),
                        Integer.toString(VersionEditFormat.LOG_NUMBER),
                        Integer.toString(VersionEditFormat.NEXT_FILE_NUMBER),
                        Integer.toString(VersionEditFormat.LAST_SEQUENCE),
                        Integer.toString(VersionEditFormat.COMPACT_POINTER),
                        Integer.toString(VersionEditFormat.DELETED_FILE),
                        Integer.toString(VersionEditFormat.NEW_FILE),
                        Integer.toString(VersionEditFormat.PREVIOUS_LOG_NUMBER));
    }

    @Test
    @Tag("2.9")
    void the_example_of_a_manifest_adds_up_to_the_state_it_says() {
        place.put("MANIFEST-000004", PAGE.hex("manifest")).put("CURRENT", PAGE.hex("current"));
        ManifestRecovery recovery = place.recovery();
        assertThat(recovery.edits()).isEqualTo(3);
        assertThat(recovery.manifestNumber()).isEqualTo(4);
        assertThat(recovery.state())
                .isEqualTo(ManifestState.EMPTY.with(BEGINNING).with(FLUSH).with(MOVE));
        assertThat(recovery.state().version()).hasToString("1: 7");
    }

    @Test
    @Tag("2.8")
    void the_example_of_a_manifest_is_what_the_code_writes() throws IOException {
        try (AppendFile file = place.disk().create("MANIFEST-000004")) {
            RecordWriter writer = new RecordWriter(file);
            for (VersionEdit edit : List.of(BEGINNING, FLUSH, MOVE)) {
                writer.append(VersionEditFormat.encode(edit));
            }
        }
        assertThat(place.bytes("MANIFEST-000004")).isEqualTo(PAGE.hex("manifest"));
    }

    @Test
    @Tag("2.9")
    void the_example_of_current_is_what_the_code_writes() {
        CurrentFile.point(place.disk(), 4);
        Bytes written = place.bytes(CurrentFile.NAME);
        assertThat(written).isEqualTo(PAGE.hex("current"));
        assertThat(PAGE.text()).contains("`" + written.toUtf8().strip() + "` and a line feed");
    }
}
