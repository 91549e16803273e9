package dev.cairn.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.cli.LsmEngine;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What a person sees of `cairn db checkpoint`, `backup` and `restore`, on the real disk: what is done, and of
/// what cannot be done one line that says why.
@Tag("3.15")
@Tag("3.16")
final class CheckpointCommandsTest {
    @TempDir
    private Path top;

    private Path dir;
    private Path copy;

    @BeforeEach
    void make_a_store_with_a_table_and_a_log() {
        dir = top.resolve("d");
        copy = top.resolve("copy");
        db("put", "--dir", dir, "k", "v").succeeds();
        db("flush", "--dir", dir).succeeds();
        db("put", "--dir", dir, "l", "w").succeeds();
    }

    @Test
    void a_checkpoint_is_a_store() {
        ProgramRun run = db("checkpoint", "--dir", dir, copy);
        assertThat(run.succeeds().out())
                .startsWith("checkpoint  " + copy + "\n")
                .contains("tables      2\n")
                .contains("sequence    2\n");
        db("scan", "--dir", copy).prints("k\tv\nl\tw\n");
        db("verify", "--dir", copy).succeeds();
    }

    @Test
    void the_tables_of_a_checkpoint_are_other_names_of_the_same_files() throws IOException {
        db("checkpoint", "--dir", dir, copy).succeeds();
        for (Path table : tables(copy)) {
            assertThat(Files.getAttribute(table, "unix:nlink"))
                    .as("names of %s", table)
                    .isEqualTo(2);
        }
    }

    @Test
    void what_is_done_is_told_to_a_program_too() {
        assertThat(db("checkpoint", "--dir", dir, copy, "--json").succeeds().out())
                .startsWith("{\"checkpoint\":\"" + copy + "\",\"tables\":2,\"bytes\":")
                .endsWith(",\"sequence\":2}\n");
    }

    @Test
    void a_backup_is_restored() throws IOException {
        assertThat(db("backup", "--dir", dir, copy).succeeds().out()).startsWith("backup    " + copy + "\n");
        for (Path table : tables(copy)) {
            assertThat(Files.getAttribute(table, "unix:nlink"))
                    .as("names of %s", table)
                    .isEqualTo(1);
        }
        Path again = top.resolve("again");
        assertThat(db("restore", "--from", copy, "--dir", again).succeeds().out())
                .startsWith("restored  " + again + "\nfrom      " + copy + "\n");
        db("scan", "--dir", again).prints("k\tv\nl\tw\n");
        assertThat(db("restore", "--from", copy, "--dir", top.resolve("third"), "--json")
                        .succeeds()
                        .out())
                .startsWith("{\"restored\":\"" + top.resolve("third") + "\",\"from\":\"" + copy + "\",\"bytes\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void what_is_dropped_from_the_end_of_the_log_is_noted(String command) throws IOException {
        Path log = dir.resolve(files(dir).stream()
                .filter(name -> name.endsWith(".log"))
                .reduce((_, last) -> last)
                .orElseThrow());
        Files.write(log, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

        ProgramRun run = db(command, "--dir", dir, copy);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("cairn: note: ").contains(log.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void nothing_is_merged_for_a_copy(String command) {
        AtomicInteger asked = new AtomicInteger();
        CompactionStrategy merging = (_, _) -> {
            asked.incrementAndGet();
            return Optional.empty();
        };
        LsmOptions options = LsmOptions.balanced().withCompaction(new Compaction(merging, CompactionRunner.none()));

        with(options, command, "--dir", dir, copy).succeeds();

        assertThat(asked).as("how often somebody asked what to merge").hasValue(0);
    }

    @Test
    void a_damaged_backup_is_not_restored() throws IOException {
        db("backup", "--dir", dir, copy).succeeds();
        Path table = tables(copy).getFirst();
        byte[] bytes = Files.readAllBytes(table);
        bytes[3] ^= 1;
        Files.write(table, bytes);
        Path again = top.resolve("again");
        ProgramRun run = db("restore", "--from", copy, "--dir", again);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .startsWith("cairn: " + table + " is corrupt at byte 0: expected bytes with the CRC-32C ")
                .hasLineCount(1);
        assertThat(again).doesNotExist();
    }

    @Test
    void a_store_with_a_damaged_table_gets_no_backup() throws IOException {
        Path table = tables(dir).getFirst();
        byte[] bytes = Files.readAllBytes(table);
        bytes[3] ^= 1;
        Files.write(table, bytes);
        ProgramRun run = db("backup", "--dir", dir, copy);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).startsWith("cairn: " + table + " is corrupt at byte 0: expected a block of ");
        assertThat(files(copy)).isEqualTo(List.of("LOCK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void a_target_that_is_not_empty_is_refused(String command) throws IOException {
        Files.createDirectory(copy);
        Files.writeString(copy.resolve("notes.txt"), "mine");
        List<String> before = files(dir);
        db(command, "--dir", dir, copy)
                .fails(2, copy + " is not empty (notes.txt is there): name a directory that is empty or missing");
        assertThat(files(copy)).isEqualTo(List.of("notes.txt"));
        assertThat(files(dir)).as("the store, not even opened").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void a_target_that_is_a_file_is_refused(String command) throws IOException {
        Files.writeString(copy, "mine");
        db(command, "--dir", dir, copy).fails(2, copy + " is a file, not a directory: name another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void what_is_no_store_is_refused(String command) throws IOException {
        Path empty = Files.createDirectory(top.resolve("empty"));
        ProgramRun run = db(command, "--dir", empty, copy);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("cairn: " + empty + " holds no store").hasLineCount(1);
        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void a_store_of_the_other_engine_is_refused(String command) {
        Path map = top.resolve("map");
        db("put", "--dir", map, "--engine", "map", "k", "v").succeeds();
        String why = command.equals("checkpoint")
                ? "the checkpoint of the engine \"map\" takes no TARGET: leave that out, or copy its rows with"
                : "the engine \"map\" has no " + command + ": copy its rows with";
        db(command, "--dir", map, copy).fails(2, why + " 'cairn db dump'");
        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void a_target_that_somebody_fills_is_refused_before_the_store_is_opened(String command) {
        List<String> before = files(dir);
        try (DirectoryLock _ = DirectoryLock.orMake(Disk.at(copy))) {
            db(command, "--dir", dir, copy).fails(3, copy + " is in use by another process: close that one first");
        }
        assertThat(files(dir)).isEqualTo(before);
    }

    @Test
    void a_directory_without_a_name_is_none() {
        db("checkpoint", "--dir", dir, "").fails(2, "\"\" cannot be the name of a directory: name another");
        db("restore", "--from", "", "--dir", copy)
                .fails(2, "\"\" cannot be the name of a directory: name another with --from");
        db("restore", "--from", copy, "--dir", " ")
                .fails(2, "\" \" cannot be the name of a directory: name another with --dir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup"})
    void a_store_that_is_open_elsewhere_is_not_copied(String command) {
        try (Env env = Env.real(4);
                LsmStore _ = LsmStore.open(Disk.at(dir), LsmOptions.balanced(), env)) {
            db(command, "--dir", dir, copy).fails(3, dir + " is in use by another process: close that one first");
        }
    }

    @Test
    void without_a_target_there_is_none() {
        db("checkpoint", "--dir", dir)
                .fails(2, "a checkpoint needs a TARGET: name a directory that is empty or missing");
        ProgramRun run = db("backup", "--dir", dir);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("TARGET");
    }

    @Test
    void a_store_of_the_engine_map_still_checkpoints_its_own_log() {
        Path map = top.resolve("map");
        db("put", "--dir", map, "--engine", "map", "k", "v").succeeds();
        db("checkpoint", "--dir", map).succeeds();
        assertThat(files(map)).anyMatch(name -> name.endsWith(".checkpoint"));
    }

    @Test
    void a_directory_that_cannot_be_written_is_told() throws IOException {
        Path locked = Files.createDirectory(top.resolve("locked"));
        assertThat(locked.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(locked)).as("a user whom rights bind").isFalse();
        ProgramRun run = db("checkpoint", "--dir", dir, locked);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("permission denied").hasLineCount(1);
    }

    @Test
    void a_restore_never_overwrites_a_store() {
        db("backup", "--dir", dir, copy).succeeds();
        ProgramRun run = db("restore", "--from", copy, "--dir", dir);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("cairn: " + dir + " is not empty (").hasLineCount(1);
        db("scan", "--dir", dir).prints("k\tv\nl\tw\n");
    }

    @Test
    void what_is_no_backup_is_not_restored() {
        db("restore", "--from", dir, "--dir", copy)
                .fails(
                        2,
                        dir + " holds no backup, or one that was never finished (there is no file BACKUP): name a"
                                + " directory that 'cairn db backup' made");
        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "backup", "restore"})
    void each_shows_its_help_with_examples(String command) {
        assertThat(db(command, "--help").succeeds().out())
                .startsWith("Usage: cairn db " + command)
                .contains("Examples:");
    }

    private List<Path> tables(Path directory) {
        return files(directory).stream()
                .filter(name -> name.endsWith(".sst"))
                .map(directory::resolve)
                .toList();
    }

    private static List<String> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static ProgramRun db(Object... arguments) {
        return with(LsmOptions.balanced(), arguments);
    }

    private static ProgramRun with(LsmOptions options, Object... arguments) {
        String[] words = Stream.concat(Stream.of("db"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        return ProgramRun.of(streams -> program(streams, options).execute(words));
    }

    private static CommandLine program(StandardStreams streams, LsmOptions options) {
        List<Engine> engines = List.of(new LsmEngine(), new MapEngine());
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        List<Object> more = List.of(
                new CheckpointCommand(streams, engines, options),
                new BackupCommand(streams, engines, options),
                new RestoreCommand(streams));
        program.addSubcommand(DbCommand.commandLine(streams, engines, more));
        return Failures.handledOn(program, streams);
    }
}
