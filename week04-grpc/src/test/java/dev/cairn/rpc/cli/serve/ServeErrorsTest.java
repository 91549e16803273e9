package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way in which a server does not even start: one clear line and the exit code.
class ServeErrorsTest {
    @TempDir
    private Path top;

    @Test
    void an_address_in_use() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            serve("--grpc", address)
                    .fails(
                            3,
                            "cannot listen at " + address
                                    + ": Address already in use; stop what listens there, or choose another address"
                                    + " (--grpc)");
            assertThat(top.resolve("d")).doesNotExist();
        }
    }

    @Test
    void an_address_that_others_reach_is_tried_if_it_is_allowed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "0.0.0.0:" + taken.getLocalPort();
            ProgramRun wide = serve("--insecure", "--grpc", address);
            assertThat(wide.err()).contains("cannot listen at " + address + ": Address already in use");
            assertThat(wide.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void an_address_that_others_reach() {
        serve("--grpc", "0.0.0.0:0")
                .fails(
                        2,
                        "will not listen at 0.0.0.0:0: other machines reach that address, and nothing is encrypted;"
                                + " give a certificate (--tls-cert and --tls-key), listen at 127.0.0.1:0, or allow it"
                                + " explicitly (--insecure)");
        assertThat(top.resolve("d")).doesNotExist();
    }

    @Test
    void a_directory_in_use() {
        try (Env env = Env.real(1);
                LoggedMapStore _ = LoggedMapStore.open(Disk.at(top.resolve("d")), LoggedMapOptions.DEFAULT, env)) {
            serve("--engine", "map").fails(3, top.resolve("d") + " is in use by another process: close that one first");
        }
    }

    @Test
    void a_directory_with_other_files() throws IOException {
        Files.createDirectory(top.resolve("d"));
        Files.writeString(top.resolve("d/letter.txt"), "dear");
        assertThat(serve().err()).contains(" holds no store, but other files (letter.txt): name an empty directory");
    }

    @Test
    void a_damaged_row_of_the_retry_table() {
        DamagedTable.in(top.resolve("d"));
        ProgramRun serve = serve();
        assertThat(serve.err())
                .contains("row 00636169726e007278 of the retry table"
                        + " ('cairn serve --forget-sessions' gives the table up) is corrupt at byte 0");
        assertThat(serve.exitCode()).isEqualTo(4);
    }

    @Test
    void options_that_are_none() {
        serve("--grpc", "here").fails(2, "\"here\" is no endpoint: give HOST:PORT, as in 127.0.0.1:9000 or [::1]:9000");
        serve("--grace", "1 day")
                .fails(2, "--grace is \"1 day\", but must be a time with ms, s or m, as in 500ms, 10s or 2m");
        serve("--log-slow", "x")
                .fails(2, "--log-slow is \"x\", but must be a time with ms, s or m, as in 500ms, 10s or 2m");
        serve("--grace", "999999999m").fails(2, "--grace is \"999999999m\", but must be a day at most (1440m)");
        serve("--log-slow", "1441m").fails(2, "--log-slow is \"1441m\", but must be a day at most (1440m)");
        serve("--log", "loud").fails(2, "--log is \"loud\", but must be quiet, info or debug");
        serve("--log-format", "xml").fails(2, "--log-format is \"xml\", but must be text or json");
        serve("--max-requests", "0").fails(2, "--max-requests is 0, but must be at least 1");
        serve("--max-message", "-1").fails(2, "--max-message is -1, but must be at least 1");
        assertThat(top.resolve("d")).doesNotExist();
    }

    @Test
    void help_has_examples() {
        ProgramRun help = ProgramRun.of(streams -> CairnMain.program(streams).execute("serve", "--help"));
        assertThat(help.out()).contains("Examples:", "cairn serve --dir d", "--sync", "--preset", "Exit codes:");
    }

    private ProgramRun serve(String... arguments) {
        String[] words = Stream.concat(
                        Stream.of(
                                "serve",
                                "--http",
                                "none",
                                "--dir",
                                top.resolve("d").toString()),
                        Arrays.stream(arguments))
                .toArray(String[]::new);
        return ProgramRun.of(streams -> CairnMain.program(streams).execute(words));
    }
}
