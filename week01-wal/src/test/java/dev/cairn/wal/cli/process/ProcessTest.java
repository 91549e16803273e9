package dev.cairn.wal.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramProcess;
import dev.cairn.sim.contract.program.Strictly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only a process of its own can show: signals, a second process, a read-only disk, a full memory.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ProcessTest {
    @TempDir
    private Path home;

    @Test
    void the_first_run_in_an_empty_directory_makes_data() throws Exception {
        assertThat(run("db", "put", "k", "v")).isZero();
        try (ProgramProcess get = CairnProcess.start(home, "db", "get", "k")) {
            assertThat(get.lines()).containsExactly("v");
            assertThat(get.exitCode()).isZero();
            assertThat(get.err()).isEmpty();
        }
        assertThat(home.resolve("data")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_ends_a_load_in_good_order(String signal, int exitCode) throws Exception {
        Strictly.requires(!isIgnored(signal), "SIG" + signal + " is ignored here, so its effect cannot be seen");
        try (ProgramProcess load = CairnProcess.start(home, "db", "load", "--dir", "d", "--ack", "-")) {
            load.in().write("a\t1\nb\t2\n".getBytes(StandardCharsets.UTF_8));
            load.in().flush();
            String acknowledged = load.nextLine().orElseThrow();
            while (!acknowledged.equals("2")) {
                acknowledged = load.nextLine().orElseThrow();
            }

            load.signal(signal);

            assertThat(load.exitCode()).isEqualTo(exitCode);
            assertThat(load.err()).isEqualTo("cairn: stopped; rows loaded: 2%n".formatted());
        }
        assertThat(names(home.resolve("d"))).containsExactlyInAnyOrder("000001.log", "CAIRN", "LOCK");
        assertThat(run("db", "verify", "--dir", "d")).isZero();
    }

    @Test
    void a_second_process_is_refused() throws Exception {
        try (ProgramProcess shell = CairnProcess.start(home, "db", "shell", "--dir", "d")) {
            shell.in().write("put k v\nget k\n".getBytes(StandardCharsets.UTF_8));
            shell.in().flush();
            assertThat(shell.nextLine()).contains("v");

            for (List<String> command : List.of(List.of("get", "k"), List.of("put", "k", "w"))) {
                refused(command, 3, "cairn: d is in use by another process: close that one first%n".formatted());
            }

            shell.in().close();
            assertThat(shell.exitCode()).isZero();
        }
        assertThat(run("db", "get", "--dir", "d", "k")).isZero();
    }

    @Test
    @Tag("full")
    void the_lock_of_a_killed_process_is_free() throws Exception {
        try (ProgramProcess shell = CairnProcess.start(home, "db", "shell", "--dir", "d")) {
            shell.in().write("put k v\nget k\n".getBytes(StandardCharsets.UTF_8));
            shell.in().flush();
            assertThat(shell.nextLine()).contains("v");
            shell.kill();
            assertThat(shell.exitCode()).isNotZero();
        }
        assertThat(run("db", "get", "--dir", "d", "k")).isZero();
    }

    @Test
    @Tag("full")
    void a_reader_that_goes_away_is_no_error_worth_a_word() throws Exception {
        Files.write(home.resolve("rows.tsv"), Collections.nCopies(1, "k\t" + "v".repeat(1 << 20)));
        assertThat(run("db", "load", "--dir", "d", "rows.tsv")).isZero();
        try (ProgramProcess dump = CairnProcess.start(
                home, List.of("sh", "-c", "\"$@\" | head -c 1; exit 0", "sh"), List.of(), "db", "dump", "--dir", "d")) {
            assertThat(dump.lines()).containsExactly("k");
            assertThat(dump.exitCode()).isZero();
            assertThat(dump.err()).isEmpty();
        }
    }

    @Test
    void a_read_only_disk() throws Exception {
        assertThat(run("db", "put", "--dir", "d", "k", "v")).isZero();
        Strictly.requires(canMount(), "a read-only mount needs unshare, mount and the right to use them");

        String line = "cairn: cannot open %s: Read-only file system; check the directory's rights and its disk, or name"
                + " another with --dir%n";
        refusedReadOnly(List.of("put", "--dir", "d", "k", "w"), line.formatted("d"));
        refusedReadOnly(List.of("load", "--dir", "d", "-"), line.formatted("d"));
        refusedReadOnly(List.of("put", "--dir", "new", "k", "w"), line.formatted("new"));
        assertThat(run("db", "get", "--dir", "d", "k")).isZero();
    }

    @Test
    @Tag("full")
    void a_full_memory_ends_the_process_and_keeps_what_was_acknowledged() throws Exception {
        long acknowledged;
        List<String> jvm = List.of("-Xmx24m", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr");
        try (ProgramProcess load =
                CairnProcess.start(home, List.of(), jvm, "db", "load", "--dir", "d", "--sync", "never", "--ack", "-")) {
            Thread writer = Thread.ofPlatform().daemon().start(() -> writeRowsFor(load));
            acknowledged = Long.parseLong(load.lines().getLast());
            assertThat(load.exitCode()).isEqualTo(3);
            assertThat(load.err())
                    .startsWith("Terminating due to java.lang.OutOfMemoryError")
                    .hasLineCount(1);
            writer.join();
        }
        try (ProgramProcess count = CairnProcess.start(home, "db", "scan", "--dir", "d", "--count")) {
            assertThat(Long.parseLong(count.nextLine().orElseThrow())).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    /// Until the process does not read them any more.
    private static void writeRowsFor(ProgramProcess load) {
        try {
            for (int i = 0; i < 10_000_000; i++) {
                load.in().write("key:%08d\tvalue\n".formatted(i).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException _) {
            // It has ended, as it should.
            return;
        }
    }

    private int run(Object... arguments) throws Exception {
        try (ProgramProcess process = CairnProcess.start(home, arguments)) {
            process.in().close();
            process.lines();
            return process.exitCode();
        }
    }

    private void refused(List<String> command, int exitCode, String line) throws Exception {
        List<Object> words = Stream.concat(
                        Stream.of("db", command.getFirst(), "--dir", "d"),
                        command.stream().skip(1))
                .map(Object.class::cast)
                .toList();
        try (ProgramProcess process = CairnProcess.start(home, words.toArray())) {
            assertThat(process.lines()).isEmpty();
            assertThat(process.exitCode()).isEqualTo(exitCode);
            assertThat(process.err()).isEqualTo(line);
        }
    }

    private void refusedReadOnly(List<String> command, String line) throws Exception {
        Object[] words = Stream.concat(Stream.of("db"), command.stream()).toArray();
        try (ProgramProcess process = CairnProcess.start(home, readOnly(), List.of(), words)) {
            process.in().close();
            assertThat(process.lines()).isEmpty();
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(process.err()).isEqualTo(line);
        }
    }

    /// What runs a program with the home directory mounted read-only, for it alone.
    private List<String> readOnly() {
        String script = "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" && exec \"$@\"";
        return List.of("unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh");
    }

    private boolean canMount() throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(readOnly());
        command.add("true");
        try {
            return new ProcessBuilder(command).directory(home.toFile()).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// A signal that was ignored when this process began is ignored by its children too.
    private static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        int number = signal.equals("INT") ? 2 : 15;
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(mask -> (mask >> (number - 1) & 1) == 1);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
