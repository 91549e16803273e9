package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every way to go wrong: one clear line, the exit code, and nothing changed on disk.
class ErrorLinesTest {
    private static final List<List<String>> READERS =
            List.of(List.of("get", "k"), List.of("scan"), List.of("dump"), List.of("stats"), List.of("verify"));
    private static final List<List<String>> MENDERS = List.of(List.of("delete", "k"), List.of("checkpoint"));
    private static final List<List<String>> MAKERS =
            List.of(List.of("put", "k", "v"), List.of("load", "-"), List.of("shell"));

    @TempDir
    private Path top;

    private Path dir;
    private Contents before;

    @BeforeEach
    void make_a_store_with_one_row() {
        dir = top.resolve("d");
        CairnRun.db("put", "--dir", dir, "k", "v").succeeds();
        before = Contents.of(top);
    }

    @AfterEach
    void nothing_has_changed() {
        assertThat(Contents.of(top)).isEqualTo(before);
    }

    @Test
    void an_unknown_option() {
        CairnRun.db("get", "--dirr", dir, "k")
                .fails(2, "unknown option '--dirr' (did you mean --dir?); see 'cairn db get --help'");
    }

    @Test
    void an_unknown_command() {
        CairnRun.db("gett", "k")
                .fails(2, "unknown command 'gett' (did you mean get or delete?); see 'cairn db --help'");
    }

    @Test
    void no_command() {
        CairnRun.db().fails(2, "missing required subcommand; see 'cairn db --help'");
    }

    @Test
    void too_few_and_too_many_arguments() {
        CairnRun.db("put", "--dir", dir, "k")
                .fails(2, "missing required parameter: 'VALUE'; see 'cairn db put --help'");
        CairnRun.db("get", "--dir", dir, "k", "l").fails(2, "unknown argument 'l'; see 'cairn db get --help'");
    }

    @Test
    void an_unknown_engine() {
        for (List<String> command : all()) {
            run(command, "--dir", dir, "--engine", "rocks").fails(2, "the engine \"rocks\" is not known: use map");
        }
    }

    @Test
    void an_impossible_sync_policy() {
        for (List<String> command : concat(MENDERS, MAKERS)) {
            run(command, "--dir", dir, "--sync", "sometimes")
                    .fails(
                            2,
                            "sync policy \"sometimes\" is not known: use always, never, or every=TIME with ms or s"
                                    + " (every=10ms)");
        }
    }

    @Test
    void an_impossible_number() {
        CairnRun.db("scan", "--dir", dir, "--limit", "-1").fails(2, "--limit is -1, but must be at least 0");
        CairnRun.db("scan", "--dir", dir, "--limit", "x")
                .fails(2, "invalid value for option '--limit': 'x' is not a whole number; see 'cairn db scan --help'");
        CairnRun.db("sample", "--rows", "-1").fails(2, "--rows is -1, but must be at least 0");
        CairnRun.db("load", "--dir", dir, "--batch", "0", "-").fails(2, "--batch is 0, but must be from 1 to 100000");
    }

    @Test
    void options_that_exclude_each_other() {
        CairnRun.db("scan", "--dir", dir, "--hex", "--json")
                .fails(2, "--hex and --json exclude each other: choose one");
        CairnRun.db("scan", "--dir", dir, "--prefix", "a", "--to", "b")
                .fails(2, "--prefix excludes --from and --to: choose one");
    }

    @Test
    void a_directory_that_is_a_file() throws IOException {
        Path file = Files.writeString(top.resolve("file"), "text");
        before = Contents.of(top);
        for (List<String> command : all()) {
            String line = file + " is a file, not a directory: name another with --dir";
            run(command, "--dir", file).fails(2, line);
            run(command, "--dir", file.resolve("below")).fails(2, line);
        }
    }

    @Test
    void no_directory_to_read_or_mend() {
        Path nowhere = top.resolve("nowhere");
        for (List<String> command : concat(READERS, MENDERS)) {
            run(command, "--dir", nowhere)
                    .fails(2, nowhere + " holds no store: put or load something first, or name another with --dir");
        }
        run(List.of("dump", "--salvage"), "--dir", nowhere)
                .fails(2, nowhere + " holds no store: put or load something first, or name another with --dir");
    }

    @Test
    void an_empty_directory_to_read_or_mend() throws IOException {
        Path empty = Files.createDirectory(top.resolve("empty"));
        before = Contents.of(top);
        for (List<String> command : concat(READERS, MENDERS)) {
            run(command, "--dir", empty)
                    .fails(2, empty + " holds no store: put or load something first, or name another with --dir");
        }
    }

    @Test
    void a_directory_with_other_files_and_no_store() throws IOException {
        Path home = Files.createDirectory(top.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "dear");
        before = Contents.of(top);
        for (List<String> command : MAKERS) {
            run(command, "--dir", home)
                    .fails(
                            2,
                            home + " holds no store, but other files (letter.txt): name an empty directory, or a new"
                                    + " one, with --dir");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_file_system_where_no_directory_can_be_made() {
        for (List<String> command : MAKERS) {
            ProgramRun run = run(command, "--dir", "/sys/cairn");
            assertThat(run.err())
                    .isIn(
                            cannotOpen("/sys/cairn", "Operation not permitted"),
                            cannotOpen("/sys/cairn", "Read-only file system"),
                            cannotOpen("/sys/cairn", "permission denied"));
            assertThat(run.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void a_store_that_is_open_already() {
        try (Env env = Env.real(1);
                LoggedMapStore open = LoggedMapStore.open(Disk.at(dir), LoggedMapOptions.DEFAULT, env)) {
            Contents whileOpen = Contents.of(dir);
            for (List<String> command : all()) {
                run(command, "--dir", dir).fails(3, dir + " is in use by another process: close that one first");
            }
            assertThat(Contents.of(dir)).isEqualTo(whileOpen);
            assertThat(open.stats().rows()).isEqualTo(1);
        }
        before = Contents.of(top);
    }

    @Test
    void a_damaged_log() throws IOException {
        CairnRun.db("put", "--dir", dir, "k2", "v2").succeeds();
        Path log = dir.resolve("000001.log");
        Contents.flip(log, 15);
        before = Contents.of(top);
        String line = log + " is corrupt at byte 0: expected the checksum that the header holds, found another one;"
                + " restore a backup, or save what can be read with 'cairn db dump --salvage'";
        for (List<String> command : all()) {
            ProgramRun run = run(command, "--dir", dir);
            assertThat(run.err()).as(command.getFirst()).isEqualTo("cairn: " + line + System.lineSeparator());
            assertThat(run.exitCode()).isEqualTo(4);
        }
    }

    @Test
    void a_damaged_side_file() throws IOException {
        Contents.flip(dir.resolve("CAIRN"), 10);
        before = Contents.of(top);
        for (List<String> command : all()) {
            run(command, "--dir", dir)
                    .fails(
                            4,
                            dir.resolve("CAIRN") + " is corrupt at byte 0: expected the checksum that the header holds,"
                                    + " found another one; restore a backup, or save what can be read with"
                                    + " 'cairn db dump --salvage'");
        }
    }

    @Test
    void a_directory_of_another_engine() {
        Path other = top.resolve("other");
        Disk disk = Disk.at(other);
        assertThat(other.toFile().mkdir()).isTrue();
        new SideFile("lsm", List.of()).write(disk);
        before = Contents.of(top);
        for (List<String> command : all()) {
            run(command, "--dir", other)
                    .fails(2, other + " belongs to the engine \"lsm\", which this program does not have: it has map");
        }
    }

    @Test
    void a_database_of_leveldb() throws IOException {
        Path level = Files.createDirectory(top.resolve("level"));
        Files.writeString(level.resolve("CURRENT"), "MANIFEST-000002\n");
        before = Contents.of(top);
        run(List.of("get", "k"), "--dir", level)
                .fails(2, level + " holds no store: put or load something first, or name another with --dir");
        run(List.of("put", "k", "v"), "--dir", level)
                .fails(
                        2,
                        level + " holds no store, but other files (CURRENT): name an empty directory, or a new one,"
                                + " with --dir");
    }

    @Test
    void a_reserved_key() {
        String line =
                "key \"\\x00cairn\\x00x\" is reserved: keys that begin with the bytes 00636169726e00 belong to the"
                        + " node; use another key";
        CairnRun.db("put", "--dir", dir, "--hex", "00636169726e0078", "00").fails(2, line);
        CairnRun.db("delete", "--dir", dir, "--hex", "00636169726e0078").fails(2, line);
        CairnRun.db("put", "--dir", top.resolve("new"), "--hex", "00636169726e0078", "00")
                .fails(2, line);
    }

    @Test
    void a_key_over_its_limit() {
        CairnRun.db("put", "--dir", dir, "k".repeat(65_537), "v")
                .fails(2, "key of 65537 bytes is over the limit of 65536 bytes");
    }

    @Test
    void digits_that_are_none() {
        CairnRun.db("put", "--dir", dir, "--hex", "0g", "00")
                .fails(2, "\"0g\" is no even number of hexadecimal digits");
        CairnRun.db("get", "--dir", dir, "--hex", "123").fails(2, "\"123\" is no even number of hexadecimal digits");
    }

    @Test
    void an_argument_that_the_locale_has_destroyed() {
        CairnRun.db("put", "--dir", dir, "k", "gr\uFFFDn")
                .fails(
                        2,
                        "an argument holds characters that this locale cannot carry: set LC_ALL to C.UTF-8, or use"
                                + " --hex");
    }

    @Test
    void a_file_to_load_that_is_not_there() {
        Path missing = top.resolve("missing.tsv");
        CairnRun.db("load", "--dir", top.resolve("new"), missing)
                .fails(3, "cannot read " + missing + ": no such file or directory");
        CairnRun.db("load", "--dir", top.resolve("new"), top)
                .fails(2, top + " is a directory, not a file: name the file with the rows");
    }

    @Test
    void a_stack_trace_is_shown_only_when_it_is_asked_for() {
        assertThat(CairnRun.db("get", "--dir", top.resolve("nowhere"), "k", "--debug")
                        .err())
                .startsWith("cairn: " + top.resolve("nowhere") + " holds no store: ")
                .contains("\tat dev.cairn.wal.cli.StoreDirectory.");
    }

    private static ProgramRun run(List<String> command, Object... options) {
        List<Object> words = new java.util.ArrayList<>();
        words.add(command.getFirst());
        words.addAll(List.of(options));
        words.addAll(command.subList(1, command.size()));
        return CairnRun.db(words.toArray());
    }

    private static List<List<String>> all() {
        return concat(READERS, concat(MENDERS, MAKERS));
    }

    private static List<List<String>> concat(List<List<String>> some, List<List<String>> others) {
        List<List<String>> both = new java.util.ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    private static String cannotOpen(String directory, String reason) {
        return "cairn: cannot open " + directory + ": " + reason
                + "; check the directory's rights and its disk, or name another with --dir" + System.lineSeparator();
    }
}
