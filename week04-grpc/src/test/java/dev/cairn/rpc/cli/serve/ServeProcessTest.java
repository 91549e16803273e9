package dev.cairn.rpc.cli.serve;

import static dev.cairn.rpc.cli.serve.ServeProcess.addressOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.WrittenStore;
import dev.cairn.sim.contract.program.ProgramProcess;
import dev.cairn.sim.contract.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real process serves, is used, and ends in each of its ways; what was acknowledged is there afterwards.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ServeProcessTest {
    @TempDir
    private Path home;

    @Test
    void the_first_run_in_an_empty_directory_serves_and_keeps_what_was_put() throws Exception {
        try (ProgramProcess first = serve()) {
            String address = addressOf(first);
            kv(address, "put", "k", "v").succeeds();
            first.signal("TERM");
            assertThat(first.exitCode()).isZero();
            assertThat(first.err()).isEmpty();
            assertThat(kv(address, "get", "--timeout", "200ms", "k").exitCode()).isEqualTo(3);
        }
        assertThat(names(home)).containsExactly("data");
        try (ProgramProcess second = serve()) {
            kv(addressOf(second), "get", "k").prints("v\n");
        }
    }

    @Test
    void what_was_acknowledged_survives_kill_9() throws Exception {
        try (ProgramProcess first = serve("--dir", "d", "--engine", "map")) {
            kv(addressOf(first), "put", "k", "v").succeeds();
            first.kill();
            assertThat(first.exitCode()).isEqualTo(128 + 9);
        }
        try (ProgramProcess second = serve("--dir", "d")) {
            kv(addressOf(second), "get", "k").prints("v\n");
        }
    }

    @Test
    @Tag("full")
    void an_interrupt_ends_it_in_good_order_and_it_tells_what_it_did() throws Exception {
        try (ProgramProcess serve =
                serve("--json", "--log", "debug", "--log-format", "json", "--grace", "5s", "--dir", "d")) {
            String ready = serve.nextLine().orElseThrow();
            assertThat(ready).matches("\\{\"dir\":\"d\",\"grpc\":\"grpc://127\\.0\\.0\\.1:[0-9]+\"}");
            kv(ready.replaceAll(".*//|\"}", ""), "get", "k").fails(1, "key \"k\" is not found");
            while (!serve.err().contains("disconnected")) {
                Thread.onSpinWait();
            }
            serve.signal("INT");
            assertThat(serve.exitCode()).isEqualTo(130);
            assertThat(serve.err().lines().map(line -> line.replaceAll(".*\"event\":\"([a-zA-Z]+)\".*", "$1")))
                    .containsExactly("started", "connected", "disconnected", "draining", "stopped");
        }
    }

    @Test
    @Tag("full")
    void a_damaged_retry_table_is_given_up_and_the_store_is_served_again() throws Exception {
        WrittenStore.isNeeded(home.resolve("needed"));
        DamagedTable.in(home.resolve("d"));
        try (ProgramProcess serve = serve("--dir", "d", "--forget-sessions")) {
            String address = addressOf(serve);
            kv(address, "get", "k").prints("v\n");
            kv(address, "put", "k", "w").succeeds();
            serve.signal("TERM");
            assertThat(serve.exitCode()).isZero();
            assertThat(serve.err())
                    .startsWith("cairn: note: all sessions are forgotten (1 rows): ")
                    .contains("may be applied twice");
        }
    }

    @ParameterizedTest
    @Tag("full")
    @CsvSource({"TERM, 143", "INT, 130"})
    void a_second_signal_ends_it_at_once(String signal, int exitCode) throws Exception {
        try (ProgramProcess serve = serve("--dir", "d", "--grace", "60s", "--log", "info", "--engine", "map")) {
            try (SlowReader _ = SlowReader.of(addressOf(serve))) {
                serve.signal(signal);
                while (!serve.err().contains(" draining ")) {
                    Thread.onSpinWait();
                }
                serve.signal(signal);
                assertThat(serve.exitCode()).isEqualTo(exitCode);
            }
        }
    }

    private ProgramProcess serve(Object... arguments) throws IOException {
        Object[] words = Stream.concat(
                        Stream.of("serve", "--grpc", "127.0.0.1:0", "--http", "none"), Arrays.stream(arguments))
                .toArray();
        return ServeProcess.start(home, words);
    }

    private static ProgramRun kv(String address, String... arguments) {
        String[] words = Stream.concat(
                        Stream.of("kv", arguments[0], "--endpoints", address),
                        Arrays.stream(arguments).skip(1))
                .toArray(String[]::new);
        return ProgramRun.of(streams -> CairnMain.program(streams).execute(words));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
