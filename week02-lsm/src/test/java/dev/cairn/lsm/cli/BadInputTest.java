package dev.cairn.lsm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.SizeLimits;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every directory and every request that a store cannot take: the library says what is wrong in one exception, each
/// command in one line with what helps, and nothing has changed on disk.
class BadInputTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("get", "k"),
            List.of("scan"),
            List.of("dump"),
            List.of("stats"),
            List.of("put", "k", "v"),
            List.of("delete", "k"),
            List.of("flush"));

    private static final String REPAIR = "; restore a backup, or get back what can be read with 'cairn db repair'";

    @TempDir
    private Path top;

    private Path dir;
    private Map<String, String> before = Map.of();

    @BeforeEach
    void make_a_store_with_a_table_and_a_log() {
        dir = top.resolve("d");
        DbRun.db("put", "--dir", dir, "k", "v").succeeds();
        DbRun.db("flush", "--dir", dir).succeeds();
        DbRun.db("put", "--dir", dir, "l", "w").succeeds();
    }

    @AfterEach
    void nothing_has_changed() {
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_truncated_table() {
        long whole = cut(file(".sst"), 60);
        corrupt(file(".sst"), 60, whole + " bytes, as the manifest tells", "60 bytes");
    }

    @Test
    void a_table_with_a_wrong_magic() {
        Path table = file(".sst");
        long end = length(table);
        flip(table, end - 1);
        before = contents();
        String line = table + " is corrupt at byte " + (end - 8)
                + ": expected the magic number db4775248b80fb57 of a table," + " found 244775248b80fb57";
        for (List<String> command : List.of(List.of("get", "k"), List.of("scan"), List.of("dump"))) {
            run(command).fails(4, line + REPAIR);
        }
        ProgramRun verify = run(List.of("verify"));
        assertThat(verify.exitCode()).isEqualTo(4);
        assertThat(verify.err()).isEqualTo("cairn: " + line + REPAIR + System.lineSeparator());
        assertThat(verify.out()).contains("damaged     yes").contains(table.getFileName() + "");
        try (LsmView view = LsmView.open(Disk.at(dir))) {
            assertThatThrownBy(() -> view.get(Bytes.utf8("k"))).hasMessage(line);
        }
    }

    @Test
    void a_table_that_the_manifest_names_and_that_is_missing() throws IOException {
        Path table = file(".sst");
        Files.delete(table);
        corrupt(table, 0, "a table that " + file("MANIFEST").getFileName() + " names", "no such file");
    }

    @Test
    void a_manifest_that_ends_amid_a_record() {
        Path manifest = file("MANIFEST");
        cut(manifest, length(manifest) - 5);
        corrupt(manifest, 0, "as much data as the header says", "the end of the file");
    }

    @Test
    void a_flipped_bit_in_the_manifest() {
        flip(file("MANIFEST"), 20);
        corrupt(file("MANIFEST"), 0, "the checksum that the header holds", "another one");
    }

    @Test
    void a_current_that_is_empty() throws IOException {
        Files.writeString(dir.resolve("CURRENT"), "");
        corrupt(dir.resolve("CURRENT"), 0, "the name of a manifest and a line feed", "\"\"");
    }

    @Test
    void a_current_that_names_nothing() throws IOException {
        Files.writeString(dir.resolve("CURRENT"), "nothing\n");
        corrupt(dir.resolve("CURRENT"), 0, "the name of a manifest and a line feed", "\"nothing\\x0a\"");
    }

    @Test
    void a_current_that_names_a_manifest_that_is_missing() throws IOException {
        Files.writeString(dir.resolve("CURRENT"), "MANIFEST-000099\n");
        corrupt(dir.resolve("MANIFEST-000099"), 0, "the manifest that CURRENT names", "no such file");
    }

    @Test
    void a_current_that_is_missing() throws IOException {
        Files.delete(dir.resolve("CURRENT"));
        corrupt(dir.resolve("CURRENT"), 0, "the name of the manifest, since there are tables", "no such file");
    }

    @Test
    void an_edit_of_a_format_to_come() {
        Path manifest = file("MANIFEST");
        write(manifest, new ByteWriter().varint32(103).varint32(1).takeBytes());
        refused(manifest + " has tag 103 at byte 0 of the edit at byte 0, but only tags 1 to 7 and 9 are known here:"
                + " open it with the program that wrote it");
    }

    @Test
    void a_side_file_of_a_newer_version() {
        write(dir.resolve(SideFile.NAME), Bytes.utf8("{\"engine\":\"lsm\",\"runs\":[],\"cluster\":\"c1\"}"));
        refused(dir.resolve(SideFile.NAME) + " tells of \"cluster\", of which this version knows nothing: open the"
                + " store with the newer version that wrote it");
    }

    @Test
    void a_directory_of_another_comparator() {
        Path manifest = file("MANIFEST");
        write(
                manifest,
                new ByteWriter()
                        .varint32(1)
                        .lengthPrefixed(Bytes.utf8("idb_cmp1"))
                        .takeBytes());
        refused(manifest + " orders keys by idb_cmp1, but only leveldb.BytewiseComparator is known here: open it with"
                + " the program that made it");
    }

    @Test
    void a_value_over_the_limit_is_refused_when_it_is_put() {
        DbRun.reading("big\t" + "v".repeat((64 << 20) + 1) + "\n", "load", "--dir", dir, "-")
                .fails(
                        2,
                        "standard input line 1: value of 67108865 bytes is over the limit of 67108864 bytes; rows"
                                + " loaded: 0");
        run(List.of("scan")).prints("k\tv\nl\tw\n");
        before = contents();
        LsmOptions small = LsmOptions.balanced().withLimits(new SizeLimits(10, 100, 1000));
        Path other = top.resolve("other");
        try (Env env = Env.real(4);
                LsmStore store = LsmStore.open(Disk.at(other), small, env)) {
            assertThatThrownBy(() -> store.put(Bytes.utf8("k"), Bytes.utf8("v".repeat(101))))
                    .isInstanceOf(StoreException.Refused.class)
                    .hasMessage("the value of \"k\" has 101 bytes, but at most 100 are taken (valueBytesMax)");
            assertThat(store.stats().sequence()).isZero();
        }
    }

    @Test
    void a_key_over_64_kib() {
        before = contents();
        DbRun.db("put", "--dir", dir, "k".repeat(65_537), "v")
                .fails(2, "key of 65537 bytes is over the limit of 65536 bytes");
    }

    @Test
    void a_directory_of_map_opened_as_lsm() {
        Path map = top.resolve("map");
        DbRun.db("put", "--dir", map, "--engine", "map", "k", "v").succeeds();
        before = contents();
        for (List<String> command : COMMANDS) {
            run(command, "--dir", map, "--engine", "lsm")
                    .fails(2, map + " belongs to the engine \"map\", not to \"lsm\": leave --engine out");
        }
        assertThatThrownBy(() -> LsmView.open(Disk.at(map)))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(map + " belongs to the engine \"map\", not to \"lsm\": open it with that one");
    }

    @Test
    void a_directory_of_lsm_opened_as_map() {
        before = contents();
        for (List<String> command : COMMANDS) {
            run(command, "--dir", dir, "--engine", "map")
                    .fails(2, dir + " belongs to the engine \"lsm\", not to \"map\": leave --engine out");
        }
    }

    @Test
    void a_store_that_is_open_already() {
        try (Env env = Env.real(4);
                LsmStore _ = LsmStore.open(Disk.at(dir), LsmOptions.balanced(), env)) {
            before = contents();
            for (List<String> command : COMMANDS) {
                run(command).fails(3, dir + " is in use by another process: close that one first");
            }
            run(List.of("repair")).fails(3, dir + " is in use by another process: close that one first");
            run(List.of("verify")).fails(3, dir + " is in use by another process: close that one first");
            assertThat(contents()).isEqualTo(before);
        }
        before = contents();
    }

    @Test
    void a_directory_that_cannot_be_written() {
        assertThat(dir.toFile().setWritable(false)).isTrue();
        before = contents();
        assumeThat(Files.isWritable(dir)).as("a user whom rights bind").isFalse();
        try {
            run(List.of("get", "k")).prints("v\n");
            run(List.of("put", "k", "v"))
                    .fails(
                            3,
                            "cannot rewrite " + file(".log") + ": permission denied; check the directory's rights and"
                                    + " its disk, or name another with --dir");
        } finally {
            assertThat(dir.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void what_is_left_of_a_map_is_not_repaired() throws IOException {
        Path map = top.resolve("map");
        DbRun.db("put", "--dir", map, "--engine", "map", "k", "v").succeeds();
        Files.delete(map.resolve(SideFile.NAME));
        before = contents();
        DbRun.db("repair", "--dir", map)
                .fails(
                        2,
                        "the engine \"map\" has no repair: save what can be read with 'cairn db dump --salvage', or"
                                + " name another engine with --engine");
    }

    /// Every command and the library say that `file` is corrupt.
    private void corrupt(Path file, long offset, String expected, String found) {
        before = contents();
        String line = file + " is corrupt at byte " + offset + ": expected " + expected + ", found " + found;
        for (List<String> command : COMMANDS) {
            run(command).fails(4, line + REPAIR);
        }
        ProgramRun verify = run(List.of("verify"));
        assertThat(verify.err()).isEqualTo("cairn: " + line + REPAIR + System.lineSeparator());
        assertThat(verify.out())
                .contains("damaged  yes")
                .contains(file.getFileName().toString());
        assertThat(verify.exitCode()).isEqualTo(4);
        opening().isInstanceOf(StoreException.Corrupt.class).hasMessage(line);
    }

    /// Every command and the library refuse the directory, and so does repair.
    private void refused(String line) {
        before = contents();
        for (List<String> command : COMMANDS) {
            run(command).fails(2, line);
        }
        run(List.of("verify")).fails(2, line);
        run(List.of("repair")).fails(2, line);
        opening().isInstanceOf(StoreException.Refused.class).hasMessage(line);
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> opening() {
        return assertThatThrownBy(() -> {
            try (Env env = Env.real(4)) {
                LsmStore.open(Disk.at(dir), LsmOptions.balanced(), env).close();
            }
        });
    }

    private ProgramRun run(List<String> command) {
        return run(command, "--dir", dir);
    }

    private static ProgramRun run(List<String> command, Object... options) {
        List<Object> words = new ArrayList<>(List.of(command.getFirst()));
        words.addAll(List.of(options));
        words.addAll(command.subList(1, command.size()));
        return DbRun.db(words.toArray());
    }

    private Path file(String part) {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }

    /// Cuts a file, and tells how long it was.
    private static long cut(Path file, long bytes) {
        long before = length(file);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(bytes);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return before;
    }

    private static void flip(Path file, long offset) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(offset);
            int found = open.read();
            open.seek(offset);
            open.write(~found);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Makes `file` a log of one record.
    private static void write(Path file, Bytes record) {
        try {
            Files.delete(file);
            try (AppendFile log =
                    Disk.at(file.resolveSibling("")).create(file.getFileName().toString())) {
                new RecordWriter(log).append(record);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// All names and bytes below the store.
    private Map<String, String> contents() {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(dir)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                found.put(dir.relativize(path).toString(), HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return found;
    }
}
