package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.common.env.Disk;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a later week does: another engine with options and operations of its own, and another sub-command.
class EngineSeamTest {
    private final MapEngine map = new MapEngine();
    private final Adopting other = new Adopting();

    @TempDir
    private Path top;

    @Test
    void a_new_store_is_of_the_first_engine_unless_another_is_named() {
        Path dir = top.resolve("d");
        CairnRun.dbOf(List.of(map, other), "put", "--dir", dir, "k", "v").succeeds();
        assertThat(other.opened).isZero();

        CairnRun.dbOf(List.of(map, other), "put", "--dir", top.resolve("e"), "--engine", "other", "k", "v")
                .succeeds();
        assertThat(other.opened).isEqualTo(1);

        CairnRun.dbOf(List.of(other, map), "get", "--dir", dir, "k").prints("v\n");
    }

    @Test
    void a_directory_without_a_side_file_may_be_adopted() throws IOException {
        Path dir = Files.createDirectory(top.resolve("foreign"));
        Files.writeString(dir.resolve("CURRENT"), "x");

        CairnRun.dbOf(List.of(map, other), "put", "--dir", dir, "k", "v").succeeds();

        assertThat(other.opened).isEqualTo(1);
    }

    @Test
    void the_engine_that_is_asked_for_must_be_that_of_the_directory() {
        Path dir = top.resolve("d");
        CairnRun.dbOf(List.of(map, other), "put", "--dir", dir, "k", "v").succeeds();

        CairnRun.dbOf(List.of(map, other), "get", "--dir", dir, "--engine", "other", "k")
                .fails(2, dir + " belongs to the engine \"map\", not to \"other\": leave --engine out");
    }

    @Test
    void an_engines_options_are_options_of_what_writes() {
        Path dir = top.resolve("d");
        CairnRun.dbOf(List.of(other, map), "put", "--dir", dir, "--compression", "zstd", "k", "v")
                .succeeds();
        assertThat(other.options.compression).isEqualTo("zstd");

        CairnRun.dbOf(List.of(other, map), "get", "--dir", dir, "--compression", "zstd", "k")
                .fails(2, "unknown option '--compression'; see 'cairn db get --help'");
    }

    @Test
    void an_option_of_another_engine_is_refused() {
        Path dir = top.resolve("d");
        CairnRun.dbOf(List.of(map, other), "put", "--dir", dir, "--compression", "zstd", "k", "v")
                .fails(2, "--compression is an option of the engine \"other\", but the store is of \"map\"");
        assertThat(Files.exists(dir)).isFalse();
    }

    @Test
    void an_engines_operations_are_sub_commands_of_it_alone() {
        Path dir = top.resolve("d");
        CairnRun.dbOf(List.of(map, other), "put", "--dir", dir, "k", "v").succeeds();
        Contents before = Contents.of(dir);

        CairnRun.dbOf(List.of(map, other), "flush", "--dir", dir)
                .fails(2, "the engine \"map\" has no flush: it has checkpoint");

        assertThat(Contents.of(dir)).isEqualTo(before);
        assertThat(CairnRun.dbOf(List.of(map, other), "--help").out())
                .contains("flush       Writes the memtable down.")
                .contains("other  another one");
    }

    @Test
    void a_sub_command_of_a_later_week_gets_the_same_options() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                out,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());
        List<Engine> engines = List.of(map);
        Rename rename = new Rename(new WritableDirectory(new StoreDirectory(streams, engines)));
        CommandLine db = Failures.handledOn(DbCommand.commandLine(streams, engines, List.of(rename)), streams);

        assertThat(db.execute("rename", "--dir", top.resolve("d").toString(), "--sync", "never"))
                .isZero();
        CairnRun.db("get", "--dir", top.resolve("d"), "renamed").prints("yes\n");
    }

    @Test
    void a_sub_command_takes_the_place_of_an_operation_of_its_name() {
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());

        CommandLine db = DbCommand.commandLine(streams, List.of(map, other), List.of(new OwnFlush()));

        assertThat(Objects.requireNonNull(db.getSubcommands().get("flush"))
                        .getCommandSpec()
                        .userObject())
                .isInstanceOf(OwnFlush.class);
        assertThat(db.getSubcommands()).containsKey("checkpoint");
    }

    /// A sub-command with options where the engine has an operation without any.
    @Command(name = "flush", description = "Flushes, and more.")
    private static final class OwnFlush implements Callable<Integer> {
        @Override
        public Integer call() {
            return 0;
        }
    }

    /// A sub-command of a later week.
    @Command(name = "rename", description = "Shows that a week can bring its own commands.")
    private static final class Rename implements Callable<Integer> {
        @Mixin
        private final WritableDirectory directory;

        Rename(WritableDirectory directory) {
            this.directory = directory;
        }

        @Override
        public Integer call() {
            try (WritableStore store = directory.openOrMake()) {
                store.store()
                        .put(dev.cairn.common.bytes.Bytes.utf8("renamed"), dev.cairn.common.bytes.Bytes.utf8("yes"));
            }
            return 0;
        }
    }

    /// The options of an engine.
    @Command
    private static final class Compressing {
        @Option(names = "--compression")
        private String compression = "none";
    }

    /// An engine under another name, whose stores are maps; it takes over what LevelDB has made.
    private static final class Adopting implements Engine {
        private final MapEngine map = new MapEngine();
        private final Compressing options = new Compressing();
        private int opened;

        @Override
        public String name() {
            return "other";
        }

        @Override
        public String summary() {
            return "another one";
        }

        @Override
        public List<Operation> operations() {
            return List.of(new Operation("flush", "Writes the memtable down."));
        }

        @Override
        public Optional<Object> options() {
            return Optional.of(options);
        }

        @Override
        public boolean adopts(Disk disk) {
            try {
                return disk.exists("CURRENT");
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        @Override
        public ReadableStore read(Disk disk) {
            return map.read(disk);
        }

        @Override
        public WritableStore write(Disk disk, SyncPolicy sync) {
            opened++;
            return map.write(disk.directory("inner"), sync);
        }

        @Override
        public Verdict verify(Disk disk) {
            return map.verify(disk);
        }

        @Override
        public Salvage salvage(Disk disk) {
            return map.salvage(disk);
        }
    }
}
