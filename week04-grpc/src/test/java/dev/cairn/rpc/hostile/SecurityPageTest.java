package dev.cairn.rpc.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.GuardedServer;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.sim.contract.program.Strictly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What SECURITY.md tells people to type makes files by which a node and a client understand each other.
class SecurityPageTest {
    private static final Path PAGE = Path.of("../SECURITY.md");

    @TempDir
    private Path dir;

    @Test
    void the_commands_for_certificates_make_what_a_node_and_a_client_need() throws Exception {
        Strictly.requires(run(List.of("openssl", "version")) == 0, "the page's commands need openssl: install it");
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("openssl "))
                .toList();
        assertThat(commands).hasSize(5);
        for (String command : commands) {
            assertThat(run(List.of(command.split(" ")))).as(command).isZero();
        }
        Guard guard = Guard.none().withTls(files("node").read(Instant.now()));
        try (GuardedServer server = new GuardedServer(guard)) {
            ClientAccess me = ClientAccess.plain().withTls(files("me").read(Instant.now()));
            assertThat(server.ask(me, new Request.Get(Bytes.utf8("k"), OptionalLong.empty())))
                    .isEqualTo(new Reply.Value(Optional.empty()));
        }
    }

    private TlsFiles files(String name) {
        return new TlsFiles(
                dir.resolve(name + ".pem"), dir.resolve(name + "-key.pem"), Optional.of(dir.resolve("ca.pem")));
    }

    /// The exit code, or -1 if there is no such program.
    private int run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }
}
