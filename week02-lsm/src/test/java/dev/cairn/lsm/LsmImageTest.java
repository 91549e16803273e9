package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.version.Edits;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is read of directories whose files were put there one by one. No store is opened.
@Tag("2.16")
final class LsmImageTest {
    private static final long LARGE = 1 << 20;
    private static final LogOptions PLAIN = new LogOptions(LARGE, 0);
    private static final SideFile ALWAYS = new SideFile("lsm", List.of(new SideFile.Run(1, "always")));

    private final LsmPlace place = LsmPlace.empty();

    @BeforeEach
    void make_the_directory() throws IOException {
        place.disk().makeDirectory();
    }

    // ---- what is there

    @Test
    void an_empty_directory_is_a_new_store() {
        LsmImage image = read();
        assertThat(image.isNew()).isTrue();
        assertThat(image.memtables()).singleElement().matches(Memtable::isEmpty, "empty");
        assertThat(image.lastSequence()).isZero();
    }

    @Test
    void the_mutations_of_the_log_are_in_memory_each_with_its_own_number() {
        manifest(VersionEdit.builder().logNumber(4));
        log(4, batch(1, "a", "b"), batch(3, "a"));
        ALWAYS.write(place.disk());
        LsmImage image = read();
        Memtable rows = image.memtables().getFirst();
        assertThat(image.fitsOneMemtable()).isTrue();
        assertThat(rows.entries()).as("entries of three mutations").isEqualTo(3);
        assertThat(rows.get(InternalKey.search(utf8("a"), 3))).isEqualTo(new Lookup.Found(utf8("a@3")));
        assertThat(rows.get(InternalKey.search(utf8("a"), 2))).isEqualTo(new Lookup.Found(utf8("a@1")));
        assertThat(rows.get(InternalKey.search(utf8("b"), 2))).isEqualTo(new Lookup.Found(utf8("b@2")));
        assertThat(image.lastSequence()).isEqualTo(3);
        assertThat(image.sideFile()).contains(ALWAYS);
    }

    @Test
    void the_log_is_read_from_the_segment_on_that_the_manifest_tells() {
        manifest(VersionEdit.builder().logNumber(4).lastSequence(2));
        log(3, batch(1, "old", "older"));
        log(4, batch(3, "a"));
        log(6, batch(4, "b"));
        assertThat(read().memtables().getFirst().entries())
                .as("entries of segments 4 and 6, and not of 3")
                .isEqualTo(2);
    }

    @Test
    void the_last_number_is_the_larger_one_of_what_manifest_and_log_tell() {
        manifest(VersionEdit.builder().logNumber(4).lastSequence(9));
        log(4);
        assertThat(read().lastSequence())
                .as("the last number, with 9 in the manifest and an empty log")
                .isEqualTo(9);
        log(6, batch(10, "a", "b"));
        assertThat(read().lastSequence()).as("and with 10 and 11 in the log").isEqualTo(11);
    }

    @Test
    void a_batch_that_begins_before_the_number_that_the_manifest_tells_is_taken() {
        manifest(VersionEdit.builder().logNumber(4).lastSequence(9));
        log(4, batch(5, "a", "b"));
        LsmImage image = read();
        assertThat(image.memtables().getFirst().entries()).isEqualTo(2);
        assertThat(image.lastSequence()).as("the last number, which is 9 still").isEqualTo(9);
    }

    @Test
    void a_full_memtable_is_followed_by_another_and_no_batch_is_split() {
        manifest(VersionEdit.builder().logNumber(4));
        log(4, batch(1, "a", "b", "c"), batch(4, "d", "e"));
        assertThat(LsmImage.read(place.disk(), 1, new SplittableRandom(1)).memtables())
                .extracting(Memtable::entries)
                .as("entries of each memtable, if each is full with its first byte")
                .containsExactly(3, 2, 0);
    }

    @Test
    void reading_changes_nothing_on_disk() {
        manifest(VersionEdit.builder().logNumber(4));
        log(4, batch(1, "a"));
        place.put("000099.sst", utf8("an orphan"));
        place.put("CAIRN.tmp", utf8("half done"));
        assertThat(place.changesDuring(this::read)).isEmpty();
    }

    // ---- what is missing or damaged

    @Test
    void a_batch_that_leaves_a_gap_is_corrupt_where_it_stands() {
        manifest(VersionEdit.builder().logNumber(4).lastSequence(3));
        log(4, batch(5, "a"));
        ALWAYS.write(place.disk());
        requireCorrupt("000004.log", "sequence number 4 or less", "5");
    }

    @Test
    void a_record_that_is_no_batch_is_corrupt() {
        manifest(VersionEdit.builder().logNumber(4));
        ALWAYS.write(place.disk());
        write(4, List.of(utf8("no batch")));
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("000004.log");
    }

    @Test
    void a_table_that_the_manifest_names_is_missed() {
        manifest(VersionEdit.builder().logNumber(4).add(0, Edits.table(2, "a", "k")));
        log(4);
        requireCorrupt("000002.sst", "a table that MANIFEST-000010 names", "no such file");
    }

    @Test
    void a_log_without_current_is_corrupt() {
        log(4, batch(1, "a"));
        requireCorrupt("CURRENT", "the name of the manifest, since there is a log", "no such file");
    }

    @Test
    void tables_without_current_are_not_taken_for_an_empty_store() {
        place.put("000002.sst", utf8("a copy that is not all there"));
        requireCorrupt("CURRENT", "the name of the manifest, since there are tables", "no such file");
        place.delete("000002.sst");
        place.put("000002.ldb", utf8("a copy that is not all there"));
        requireCorrupt("CURRENT", "the name of the manifest, since there are tables", "no such file");
    }

    @Test
    void a_segment_that_the_side_file_tells_of_is_missed() {
        manifest(VersionEdit.builder().logNumber(4));
        log(4, batch(1, "a"));
        new SideFile("lsm", List.of(new SideFile.Run(8, "always"))).write(place.disk());
        requireCorrupt("000008.log", "the segment that CAIRN tells of", "no such file");
    }

    @Test
    void a_directory_of_another_engine_is_refused_before_anything_else_is_looked_at() {
        new SideFile("map", List.of()).write(place.disk());
        place.put("CURRENT", utf8("no name of a manifest"));
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("belongs to the engine \"map\"");
    }

    @Test
    void the_side_file_says_whether_the_first_damage_ends_a_segment() {
        manifest(VersionEdit.builder().logNumber(4));
        log(4, batch(1, "a"), batch(2, "b"), batch(3, "c"));
        byte[] bytes = place.bytes("000004.log").toArray();
        bytes[bytes.length / 2] ^= 1;
        place.put("000004.log", Bytes.wrap(bytes));
        assertThat(read().memtables().getFirst().entries())
                .as("entries before the damage, where no side file tells of the segment")
                .isEqualTo(1);
        ALWAYS.write(place.disk());
        assertThatThrownBy(this::read, "under sync always, with a whole record behind the damage")
                .isInstanceOf(StoreException.Corrupt.class);
    }

    private LsmImage read() {
        return LsmImage.read(place.disk(), LARGE, new SplittableRandom(1));
    }

    /// Manifest 10, which `CURRENT` names, with a state that `edit` leads to.
    private void manifest(VersionEdit.Builder edit) {
        ManifestState state = ManifestState.EMPTY.with(edit.build());
        Versions.begin(place.disk(), FileNumbers.from(10), state, LARGE, _ -> {})
                .close();
    }

    private void log(long number, BatchFormat.Batch... batches) {
        write(number, List.of(batches).stream().map(BatchFormat::encode).toList());
    }

    private void write(long number, List<Bytes> records) {
        try (Log log = Log.create(place.disk(), SegmentNames.LOG, () -> number, PLAIN)) {
            records.forEach(log::append);
        }
    }

    /// Puts of `keys`, whose values are the key and its sequence number.
    private static BatchFormat.Batch batch(long sequence, String... keys) {
        List<Mutation> mutations = new ArrayList<>();
        for (String key : keys) {
            mutations.add(new Mutation.Put(utf8(key), utf8(key + "@" + (sequence + mutations.size()))));
        }
        return new BatchFormat.Batch(sequence, mutations);
    }

    private void requireCorrupt(String file, String expected, String actual) {
        assertThatThrownBy(this::read, "%s should be called corrupt: %s expected", file, expected)
                .isInstanceOfSatisfying(StoreException.Corrupt.class, corrupt -> {
                    assertThat(corrupt.file()).endsWith(file);
                    assertThat(corrupt.expected()).isEqualTo(expected);
                    assertThat(corrupt.actual()).isEqualTo(actual);
                });
    }
}
