package dev.cairn.rpc.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.cli.serve.SlowReader;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.MapEngine;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to go wrong: one clear line and the exit code.
class KvErrorsTest {
    @TempDir
    private Path top;

    private KvServer server;

    @BeforeEach
    void serve() {
        server = KvServer.in(top.resolve("d"), new MapEngine(), ServiceOptions.defaults());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void no_server_there() {
        String where =
                "; try again later; see that 'cairn serve' runs at 127.0.0.1:1, or name another with --endpoints";
        assertUnreached(KvServer.kvElsewhere("get", "--endpoints", "127.0.0.1:1", "--timeout", "200ms", "k"), where);
        assertUnreached(
                KvServer.kvElsewhere("put", "--endpoints", "127.0.0.1:1", "--timeout", "200ms", "k", "v"), where);
        assertUnreached(KvServer.kvElsewhere("scan", "--endpoints", "127.0.0.1:1", "--timeout", "200ms"), where);
        assertUnreached(
                KvServer.kvElsewhere("stats", "--endpoints", "127.0.0.1:1", "--timeout", "200ms"),
                "Connection refused");
    }

    @Test
    void a_server_that_says_nothing() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + mute.getLocalPort();
            assertUnreached(
                    KvServer.kvElsewhere("get", "--endpoints", address, "--timeout", "200ms", "k"),
                    "see that 'cairn serve' runs at " + address);
        }
    }

    @Test
    void an_endpoint_that_is_none() {
        KvServer.kvElsewhere("get", "--endpoints", "here", "k")
                .fails(2, "\"here\" is no endpoint: give HOST:PORT, as in 127.0.0.1:9000 or [::1]:9000");
        KvServer.kvElsewhere("get", "--endpoints", server.address() + ",", "k")
                .fails(2, "\"\" is no endpoint: give HOST:PORT, as in 127.0.0.1:9000 or [::1]:9000");
    }

    @Test
    void an_endpoint_where_nobody_can_be() {
        KvServer.kvElsewhere("get", "--endpoints", "127.0.0.1:1,127.0.0.1:0", "k")
                .fails(2, "127.0.0.1:0 is where nobody can be reached: give the port, from 1 on");
        for (String host : List.of("my_db", "127.0.0.999", "a b")) {
            KvServer.kvElsewhere("get", "--endpoints", host + ":4610", "k")
                    .fails(
                            2,
                            "\"" + host + "\" in " + host + ":4610 is neither an address nor a name of a machine:"
                                    + " give one, as in 127.0.0.1 or db-1.example.org");
        }
    }

    @Test
    void numbers_and_times_that_are_none() {
        server.kv("get", "--timeout", "5", "k")
                .fails(2, "--timeout is \"5\", but must be a time with ms, s or m, as in 500ms, 10s or 2m");
        server.kv("get", "--timeout", "0s", "k").fails(2, "--timeout is \"0s\", but must be more than nothing");
        server.kv("get", "--timeout", "2000m", "k")
                .fails(2, "--timeout is \"2000m\", but must be a day at most (1440m)");
        server.kv("get", "--max-message", "1023", "k").fails(2, "--max-message is 1023, but must be at least 1024");
        server.kv("scan", "--limit", "-1").fails(2, "--limit is -1, but must be at least 0");
    }

    @Test
    void a_message_that_is_too_large() {
        String limit = "; send or ask for less at once, or allow larger messages on both sides (--max-message)";
        ProgramRun put = server.kv("put", "k", "v".repeat(17 << 20));
        assertThat(put.err()).contains("exceeds maximum size 16777216").contains(limit);
        assertThat(put.exitCode()).isEqualTo(2);
        server.kv("put", "k", "v".repeat(2000)).succeeds();
        ProgramRun get = server.kv("get", "--max-message", "1024", "k");
        assertThat(get.err()).contains(limit);
        assertThat(get.exitCode()).isEqualTo(2);
    }

    @Test
    void a_server_that_is_busy() {
        ServiceOptions one = ServiceOptions.defaults().withScans(1, Duration.ofMinutes(1));
        try (KvServer busy = KvServer.in(top.resolve("busy"), new MapEngine(), one);
                SlowReader _ = SlowReader.of(busy.address())) {
            ProgramRun scan = busy.kv("scan", "--timeout", "200ms");
            assertThat(scan.err())
                    .startsWith("cairn: the scan was not answered: ")
                    .contains("1 scans are under way, which is all that may be: ask again later");
            assertThat(scan.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void refusals_that_the_log_has_not_told_yet_are_told_when_the_server_ends() {
        WrittenStore.isNeeded(top.resolve("needed"));
        KeptLog log = new KeptLog(NodeLog.Level.INFO);
        ServiceOptions one = ServiceOptions.defaults().withScans(1, Duration.ofMinutes(1));
        WritableStore store = new MapEngine().write(Disk.at(top.resolve("busy")), SyncPolicy.never());
        try (KvServer busy = KvServer.of(store, one, ServerOptions.defaults(), log);
                SlowReader _ = SlowReader.of(busy.address())) {
            assertThat(busy.kv("scan", "--timeout", "100ms").exitCode()).isEqualTo(3);
            assertThat(busy.kv("scan", "--timeout", "100ms").exitCode()).isEqualTo(3);
        }
        assertThat(log.lines()).allSatisfy(line -> assertThat(line).startsWith("INFO requestRefused "));
        assertThat(log.lines().stream().mapToInt(KvErrorsTest::times).sum()).isGreaterThan(1);
    }

    private static int times(String line) {
        return Integer.parseInt(line.replaceAll(".*\"times\":|}", ""));
    }

    @Test
    void a_write_that_may_have_taken_effect() {
        WrittenStore.isNeeded(top.resolve("needed"));
        WritableStore store = new MuteStore(new MemoryStore());
        ServerOptions listening = ServerOptions.defaults().withDrainGrace(Duration.ZERO);
        try (KvServer mute = KvServer.of(store, ServiceOptions.defaults(), listening, NodeLog.none())) {
            ProgramRun put = mute.kv("put", "--timeout", "500ms", "k", "v");
            assertThat(put.err())
                    .startsWith("cairn: the write may have taken effect, or may yet: tried ")
                    .contains("; read what it was to change before you write it again")
                    .hasLineCount(1);
            assertThat(put.exitCode()).isEqualTo(3);
            mute.kv("get", "k").prints("v\n");
        }
    }

    @Test
    void a_reserved_key() {
        String line =
                "key \"\\x00cairn\\x00x\" is reserved: keys that begin with the bytes 00636169726e00 belong to the"
                        + " node; use another key";
        server.kv("put", "--hex", "00636169726e0078", "00").fails(2, line);
        server.kv("get", "--hex", "00636169726e0078").fails(2, line);
        server.kv("cas", "--hex", "00636169726e0078", "--absent", "00").fails(2, line);
        server.kvReading("delete\t00636169726e0078", "batch", "--hex", "-")
                .fails(2, "standard input line 1: " + line + "; nothing was written");
    }

    @Test
    void digits_that_are_none() {
        server.kv("get", "--hex", "0g").fails(2, "\"0g\" is no even number of hexadecimal digits");
        server.kv("cas", "--hex", "00", "1", "00").fails(2, "\"1\" is no even number of hexadecimal digits");
    }

    @Test
    void a_bad_line_in_a_batch_writes_nothing() throws IOException {
        String forms = ": expected put<TAB>key<TAB>value or delete<TAB>key, found ";
        for (String line : new String[] {"put k v", "put\tk", "delete\tk\tv", "PUT\tk\tv"}) {
            server.kvReading("put\ta\t1\n" + line, "batch", "-")
                    .fails(
                            2,
                            "standard input line 2" + forms + "\"" + line.replace("\t", "\\x09")
                                    + "\"; nothing was written");
        }
        Path file = Files.writeString(top.resolve("changes.tsv"), "put\ta\t1\n\n");
        server.kv("batch", file).fails(2, file + " line 2" + forms + "an empty line; nothing was written");
        server.kvReading("put\ta\\q\t1", "batch", "-")
                .fails(
                        2,
                        "standard input line 1: expected escapes \\t, \\n, \\r, \\\\ and \\xNN only, found"
                                + " \"a\\x5cq\"; nothing was written");
        server.kv("scan").prints("");
    }

    @Test
    void a_file_of_a_batch_that_is_not_there() {
        Path missing = top.resolve("missing.tsv");
        server.kv("batch", missing).fails(3, "cannot read " + missing + ": no such file or directory");
        server.kv("batch", top).fails(2, top + " is a directory, not a file: name the file with the changes");
    }

    @Test
    void cas_in_other_forms() {
        String forms = "cas takes KEY EXPECTED NEW, or KEY --absent NEW, or KEY EXPECTED --delete; after KEY are ";
        server.kv("cas", "k", "v").fails(2, forms + "1 values, expected 2");
        server.kv("cas", "k", "--absent", "v", "w").fails(2, forms + "2 values, expected 1");
        server.kv("cas", "k", "--absent", "--delete")
                .fails(2, "--absent and --delete together change nothing: choose one");
    }

    @Test
    void an_operation_that_the_engine_has_not() {
        server.kv("flush").fails(2, "the engine of this node has no flush: it has checkpoint");
        server.kv("compact").fails(2, "the engine of this node has no compact: it has checkpoint");
    }

    @Test
    void an_unknown_command() {
        server.kv("gett", "k").fails(2, "unknown command 'gett' (did you mean get or delete?); see 'cairn kv --help'");
    }

    private static void assertUnreached(ProgramRun run, String part) {
        assertThat(run.err()).startsWith("cairn: the ").contains(" was not answered: ", part);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(3);
    }
}
