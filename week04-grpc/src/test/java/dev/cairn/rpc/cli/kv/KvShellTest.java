package dev.cairn.rpc.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `shell`: many commands over one connection.
class KvShellTest {
    @TempDir
    private Path top;

    @Test
    void an_error_does_not_end_it_and_is_the_exit_code() {
        try (KvServer server = KvServer.in(top.resolve("d"))) {
            ProgramRun shell = server.kvReading("get nope\nput a 1\ncas a 2 3\nget a\nexit\nput b 2\n", "shell");

            assertThat(shell.out()).isEqualTo("1\n");
            assertThat(shell.err().lines())
                    .containsExactly(
                            "cairn: key \"nope\" is not found",
                            "cairn: key \"a\" has not the expected value, and nothing was changed");
            assertThat(shell.exitCode()).isEqualTo(1);
            server.kv("scan", "--count").prints("1\n");
        }
    }

    @Test
    void a_server_that_goes_away_ends_commands_and_not_the_shell() {
        ProgramRun shell = shellWithoutServer("get a\nput b 2\n");

        assertThat(shell.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("see that 'cairn serve' runs at "));
        assertThat(shell.exitCode()).isEqualTo(3);
    }

    private ProgramRun shellWithoutServer(String lines) {
        KvServer server = KvServer.in(top.resolve("d"));
        server.close();
        return server.kvReading(lines, "shell", "--timeout", "200ms");
    }
}
