package dev.cairn.rpc.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each command, against a server in the same process.
class KvCommandTest {
    @TempDir
    private Path top;

    private KvServer server;

    @BeforeEach
    void serve() {
        server = KvServer.in(top.resolve("d"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_put_is_got_until_it_is_deleted() {
        server.kv("put", "k", "{\"name\": \"Ada\"}").prints("");
        server.kv("get", "k").prints("{\"name\": \"Ada\"}\n");
        server.kv("delete", "k").prints("");
        server.kv("get", "k").fails(1, "key \"k\" is not found");
        server.kv("delete", "k").prints("");
    }

    @Test
    void the_option_goes_before_the_environment() {
        server.kv("put", "k", "v").succeeds();
        KvServer.kvElsewhere("get", "--endpoints", server.address(), "k").prints("v\n");
    }

    @Test
    void of_several_endpoints_one_that_answers_is_enough() {
        KvServer.kvElsewhere("put", "--endpoints", " 127.0.0.1:1 , grpc://" + server.address(), "k", "v")
                .succeeds();
        server.kv("get", "k").prints("v\n");
    }

    @Test
    void any_bytes_are_keys_and_values() {
        server.kv("put", "--hex", "00ff", "0a").succeeds();
        server.kv("get", "--hex", "00ff").prints("0a\n");
        server.kv("scan").prints("\\x00\\xff\t\\n\n");
    }

    @Test
    void rows_are_scanned_in_either_order_within_bounds() {
        server.kvReading("a\t1\nb\t2\nc\t3\nd\t4\n", "load", "-").succeeds();
        server.kv("scan", "--from", "b", "--to", "d").prints("b\t2\nc\t3\n");
        server.kv("scan", "--reverse", "--limit", "2").prints("d\t4\nc\t3\n");
        server.kv("scan", "--prefix", "c", "--json").prints("{\"key\":\"c\",\"value\":\"3\"}\n");
        server.kv("scan", "--keys-only").prints("a\nb\nc\nd\n");
        server.kv("scan", "--keys-only", "--json", "--limit", "1").prints("{\"key\":\"a\"}\n");
        server.kv("scan", "--keys-only", "--hex", "--from", "64").prints("64\n");
        server.kv("scan", "--count").prints("4\n");
    }

    @Test
    void a_load_says_how_fast_it_was() {
        ProgramRun load = server.kvReading("a\t1\nb\t2\n", "load", "--batch", "1", "-");
        assertThat(load.out())
                .startsWith("loaded 2 rows in ")
                .contains("sync as the server has it, batch p50 ", ", p99 ");
        server.kvReading("c\t1\nd\t2\n", "load", "--ack", "-");
        server.kv("scan", "--count").prints("4\n");
    }

    @Test
    void cas_changes_what_is_as_expected() {
        server.kv("cas", "leader", "--absent", "n1").prints("");
        server.kv("cas", "leader", "n1", "n2").prints("");
        server.kv("get", "leader").prints("n2\n");
        server.kv("cas", "leader", "n2", "--delete").prints("");
        server.kv("get", "leader").fails(1, "key \"leader\" is not found");
        server.kv("cas", "--hex", "ff", "--absent", "00").prints("");
        server.kv("get", "--hex", "ff").prints("00\n");
    }

    @Test
    void cas_changes_nothing_that_is_otherwise() {
        server.kv("put", "k", "v").succeeds();
        String other = "key \"k\" has not the expected value, and nothing was changed";
        server.kv("cas", "k", "w", "x").fails(1, other);
        server.kv("cas", "k", "w", "--delete").fails(1, other);
        server.kv("cas", "k", "--absent", "w").fails(1, "key \"k\" is there already, and nothing was changed");
        server.kv("cas", "none", "w", "x").fails(1, "key \"none\" has not the expected value, and nothing was changed");
        server.kv("scan").prints("k\tv\n");
    }

    @Test
    void a_batch_is_applied_as_one_and_in_order() throws IOException {
        server.kv("put", "gone", "0").succeeds();
        server.kvReading("put\ta\t1\nput\ta\t2 and\\tmore\r\ndelete\tgone\n", "batch", "-")
                .prints("changes  3\n");
        Path file = Files.writeString(top.resolve("changes.tsv"), "put\t62\t00");
        server.kv("batch", "--hex", "--json", file).prints("{\"changes\":1}\n");
        server.kv("scan").prints("a\t2 and\\tmore\nb\t\\x00\n");
        server.kvReading("", "batch", "-").prints("changes  0\n");
    }

    @Test
    void an_operator_asks_the_server() {
        server.kv("put", "k", "v").succeeds();
        assertThat(server.kv("stats").succeeds().out())
                .startsWith("engine ")
                .contains("cache\n", "compactions\n", "server\n");
        assertThat(server.kv("stats", "--json").succeeds().out()).startsWith("{\"engine\":\"lsm\",");
        assertThat(server.kv("flush").succeeds().out()).contains("level  tables  bytes");
        assertThat(server.kv("compact", "--json").succeeds().out()).startsWith("{\"keysRemoved\":");
        assertThat(server.kv("compact", "--from", "a", "--to", "b").succeeds().out())
                .startsWith("keysRemoved ");
    }

    @Test
    void help_speaks_of_this_command() {
        for (String command : List.of("put", "get", "delete", "scan", "load", "stats", "shell", "cas", "batch")) {
            ProgramRun help = server.kv(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out())
                    .contains("Usage: cairn kv " + command, "--endpoints", "Examples:", "cairn kv " + command)
                    .doesNotContain("--dir", "cairn db " + command);
        }
        assertThat(server.kv("--help").out()).contains("CAIRN_ENDPOINTS", "Exit codes:", "compact", "flush");
    }
}
