package dev.cairn.lsm.version;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.wal.Damage;
import dev.cairn.wal.RecordWriter;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read after a start, and each way in which `CURRENT`, the manifest and the files it names can be wrong.
final class ManifestRecoveryTest {
    private static final VersionEdit NUMBERS =
            edit(parts -> parts.logNumber(0).nextFileNumber(20).lastSequence(0));

    private final VersionsPlace place = VersionsPlace.empty();

    // ---- what is sound

    @Test
    @Tag("2.9")
    void an_empty_directory_has_no_manifest() {
        assertThat(ManifestRecovery.read(place.disk())).isEmpty();
    }

    @Test
    @Tag("2.9")
    void a_manifest_without_current_counts_for_nothing() {
        place.begin();
        place.delete("CURRENT");
        assertThat(ManifestRecovery.read(place.disk())).isEmpty();
    }

    @Test
    @Tag("2.10")
    void the_edits_of_a_manifest_add_up_to_its_state() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        versions.install(edit(parts -> parts.add(0, table(2, "a", "k")).logNumber(3)));
        ManifestRecovery recovery = place.recovery();
        assertThat(recovery.state()).isEqualTo(new ManifestState(versions.current(), 3, 0, 2, 0));
        assertThat(recovery.edits()).isEqualTo(3);
        assertThat(recovery.manifestNumber()).isEqualTo(1);
        assertThat(recovery.bytes()).isEqualTo(place.bytes("MANIFEST-000001").length());
        assertThat(recovery.dropped()).isEmpty();
    }

    @Test
    @Tag("2.10")
    void reading_changes_nothing_on_disk() {
        place.begin().install(add(0, table(1, "a", "k")));
        assertThat(place.callsDuring(place::recovery))
                .allMatch(call -> call.matches("(exists|open|size|read|slice|close|list).*"));
    }

    @Test
    @Tag("2.10")
    void only_the_manifest_that_current_names_is_read() {
        place.begin().install(add(0, table(1, "a", "k")));
        place.put("MANIFEST-000009", utf8("no manifest at all"));
        assertThat(place.recovery().state().version()).hasToString("0: 1");
    }

    @Test
    @Tag("2.10")
    void a_torn_last_edit_is_dropped_and_told() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        long whole = versions.manifestBytes();
        versions.install(add(0, table(2, "a", "k")));
        cutBy(1);
        assertThat(place.recovery().state().version()).hasToString("0: 1");
        assertThat(place.recovery().dropped()).hasValueSatisfying(dropped -> {
            assertThat(dropped.file()).endsWith("MANIFEST-000001");
            assertThat(dropped.offset()).isEqualTo(whole);
            assertThat(dropped.damage()).isEqualTo(Damage.DATA_CUT);
        });
    }

    // ---- CURRENT

    @ParameterizedTest
    @Tag("2.9")
    @ValueSource(strings = {"", "MANIFEST-000001", "MANIFEST-1\n", "000001.log\n", "MANIFEST-000001\nx", "\n"})
    void a_current_file_that_names_no_manifest_is_corrupt(String contents) {
        place.begin();
        place.put("CURRENT", utf8(contents));
        requireCorrupt("CURRENT", 0, "the name of a manifest and a line feed", "\"" + utf8(contents) + "\"");
    }

    @Test
    @Tag("2.9")
    void a_current_file_that_is_far_too_long_is_corrupt() {
        place.put("CURRENT", utf8("MANIFEST-000001\n".repeat(1000)));
        assertThatThrownBy(place::recovery).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("2.9")
    void a_manifest_that_is_named_and_missing_is_corrupt() {
        place.begin();
        place.delete("MANIFEST-000001");
        requireCorrupt("MANIFEST-000001", 0, "the manifest that CURRENT names", "no such file");
    }

    @Test
    @Tag("2.9")
    void tables_without_current_are_corrupt() {
        place.put("000004.ldb", utf8("rows"));
        requireCorrupt("CURRENT", 0, "the name of the manifest, since there are tables", "no such file");
    }

    // ---- the manifest

    @Test
    @Tag("2.9")
    void a_manifest_without_a_whole_edit_is_corrupt() throws IOException {
        manifestOf(NUMBERS);
        long size = place.bytes("MANIFEST-000001").length();
        cutBy(1);
        requireCorrupt("MANIFEST-000001", 0, "as much data as the header says", "the end of the file");
        cutBy((int) size - 1);
        requireCorrupt("MANIFEST-000001", 0, "log number, next file number and last sequence", "the end of the file");
    }

    @Test
    @Tag("2.9")
    void a_manifest_that_never_tells_its_numbers_is_corrupt() throws IOException {
        manifestOf(edit(parts -> parts.logNumber(3).nextFileNumber(4)));
        requireCorrupt("MANIFEST-000001", 11, "log number, next file number and last sequence", "edits without them");
    }

    @Test
    @Tag("2.9")
    void another_order_of_keys_is_refused_and_both_are_named() throws IOException {
        manifestOf(edit(parts -> parts.comparator("idb_cmp1")), NUMBERS);
        assertThatThrownBy(place::recovery)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContainingAll("MANIFEST-000001", "idb_cmp1", "leveldb.BytewiseComparator");
    }

    @Test
    @Tag("2.9")
    void an_edit_of_a_format_to_come_is_refused() throws IOException {
        manifestOf(List.of(VersionEditFormat.encode(NUMBERS), Bytes.hex("0204" + "0a00")));
        assertThatThrownBy(place::recovery)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining(
                        "MANIFEST-000001 has tag 10 at byte 2 of the edit at byte 13, but only tags 1 to 7"
                                + " and 9 are known here: open it with the program that wrote it");
    }

    @Test
    @Tag("2.9")
    void an_edit_that_does_not_fit_is_corrupt_where_it_begins() throws IOException {
        manifestOf(NUMBERS, edit(parts -> parts.delete(1, 5)));
        requireCorrupt("MANIFEST-000001", 13, "table 5 in level 1, to be deleted", "none of that number");
    }

    @Test
    @Tag("2.10")
    void damage_with_a_whole_edit_behind_it_is_corrupt() {
        Versions versions = place.begin();
        long at = versions.manifestBytes();
        versions.install(add(0, table(1, "a", "k")));
        versions.install(add(0, table(2, "a", "k")));
        byte[] bytes = place.bytes("MANIFEST-000001").toArray();
        bytes[(int) at + 9] ^= 1;
        place.put("MANIFEST-000001", Bytes.wrap(bytes));
        requireCorrupt("MANIFEST-000001", at, Damage.CHECKSUM.expected(), Damage.CHECKSUM.actual());
    }

    // ---- the files that it names

    @Test
    @Tag("2.16")
    void tables_of_either_name_and_the_log_are_found() throws IOException {
        manifestOf(
                NUMBERS,
                edit(parts -> parts.logNumber(7).add(1, table(1, "a", "b")).add(1, table(2, "c", "d"))));
        place.put("000001.sst", bytes(100)).put("000002.ldb", bytes(200)).put("000007.log", Bytes.EMPTY);
        place.recovery().requireFiles(place.disk());
    }

    @Test
    @Tag("2.16")
    void a_missing_table_is_corrupt() throws IOException {
        manifestOf(NUMBERS, add(1, table(1, "a", "b")));
        requireCorruptFile("000001.sst", 0, "a table that MANIFEST-000001 names", "no such file");
    }

    @Test
    @Tag("2.16")
    void a_table_of_another_length_is_corrupt() throws IOException {
        manifestOf(NUMBERS, add(1, table(1, "a", "b")));
        place.put("000001.sst", bytes(99));
        requireCorruptFile("000001.sst", 99, "100 bytes, as the manifest tells", "99 bytes");
    }

    @Test
    @Tag("2.16")
    void a_whole_table_of_which_four_bytes_too_many_are_told_has_the_length_of_its_file() throws IOException {
        long bytes = writeTable("000001.sst");
        manifestOf(NUMBERS, add(1, new TableFile(1, bytes + 4, key("a", 1), key("a", 1))));
        ManifestRecovery recovery = place.recovery().requireFiles(place.disk());
        assertThat(recovery.state().version().level(1))
                .containsExactly(new TableFile(1, bytes, key("a", 1), key("a", 1)));
    }

    @Test
    @Tag("2.16")
    void a_table_that_lacks_its_last_four_bytes_is_corrupt() throws IOException {
        long bytes = writeTable("000001.sst");
        Bytes whole = place.bytes("000001.sst");
        place.put("000001.sst", whole.slice(0, whole.length() - 4));
        manifestOf(NUMBERS, add(1, new TableFile(1, bytes, key("a", 1), key("a", 1))));
        requireCorruptFile("000001.sst", bytes - 4, bytes + " bytes, as the manifest tells", (bytes - 4) + " bytes");
    }

    @Test
    @Tag("2.16")
    void a_missing_log_is_corrupt() throws IOException {
        manifestOf(NUMBERS, edit(parts -> parts.logNumber(7)));
        requireCorruptFile("000007.log", 0, "the log from which MANIFEST-000001 goes on", "no such file");
    }

    /// A table of one row; gives its length.
    private long writeTable(String name) throws IOException {
        try (AppendFile file = place.disk().create(name)) {
            TableWriter writer = new TableWriter(file, TableOptions.DEFAULT);
            Bytes key = key("a", 1).encoded();
            writer.add(key.toArray(), 0, key.length(), Bytes.EMPTY);
            return writer.finish().bytes();
        }
    }

    private static Bytes bytes(int count) {
        return Bytes.wrap(new byte[count]);
    }

    private void cutBy(int bytes) {
        Bytes manifest = place.bytes("MANIFEST-000001");
        place.put("MANIFEST-000001", manifest.slice(0, manifest.length() - bytes));
    }

    private void manifestOf(VersionEdit... edits) throws IOException {
        manifestOf(List.of(edits).stream().map(VersionEditFormat::encode).toList());
    }

    private void manifestOf(List<Bytes> records) throws IOException {
        try (AppendFile file = place.disk().create("MANIFEST-000001")) {
            RecordWriter writer = new RecordWriter(file);
            for (Bytes record : records) {
                writer.append(record);
            }
        }
        place.put("CURRENT", utf8("MANIFEST-000001\n"));
    }

    private void requireCorrupt(String file, long offset, String expected, String actual) {
        requireCorrupt(() -> ManifestRecovery.read(place.disk()), file, offset, expected, actual);
    }

    private void requireCorruptFile(String file, long offset, String expected, String actual) {
        ManifestRecovery recovery = place.recovery();
        requireCorrupt(() -> recovery.requireFiles(place.disk()), file, offset, expected, actual);
    }

    private static void requireCorrupt(
            ThrowingCallable work, String file, long offset, String expected, String actual) {
        assertThatThrownBy(work, "%s should be called corrupt: %s expected", file, expected)
                .isInstanceOfSatisfying(StoreException.Corrupt.class, corrupt -> {
                    assertThat(corrupt.file()).endsWith(file);
                    assertThat(corrupt.offset()).isEqualTo(offset);
                    assertThat(corrupt.expected()).isEqualTo(expected);
                    assertThat(corrupt.actual()).isEqualTo(actual);
                });
    }
}
