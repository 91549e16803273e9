package dev.cairn.rpc.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.TestAuthority;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.MapEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn kv` by TLS: what works, and one line for what does not.
class KvProtectionTest {
    @TempDir
    private Path dir;

    private TestAuthority authority;

    @BeforeEach
    void make() {
        WrittenStore.isNeeded(dir.resolve("needed"));
        authority = new TestAuthority(dir, "ca");
    }

    @Test
    void by_tls_it_is_as_without() {
        TlsFiles own = authority.issue("me");
        try (KvServer server = serving(authority.trustedBy(authority.issue("node")))) {
            Object[] shown = {"--tls-cert", own.certificates(), "--tls-key", own.key()};
            server.kv("put", "--tls-ca", authority.certificate(), shown[0], shown[1], shown[2], shown[3], "k", "v")
                    .succeeds();
            Map<String, String> environment = Map.of(
                    RemoteSource.VARIABLE,
                    server.address(),
                    ProtectionOptions.CA_VARIABLE,
                    "" + authority.certificate());
            KvServer.kvWith(environment, "get", shown[0], shown[1], shown[2], shown[3], "k")
                    .prints("v\n");
            fails(
                    server.kv("get", "--tls-ca", authority.certificate(), "k"),
                    2,
                    "no connection by TLS: the server asks for a certificate: give one that its CA has signed");
        }
    }

    @Test
    void what_does_not_fit_is_said_at_once_with_what_to_do() {
        Path other = new TestAuthority(dir, "other").certificate();
        try (KvServer server = serving(authority.issue("node"))) {
            fails(
                    server.kv("get", "--tls-ca", other, "k"),
                    2,
                    "is of no CA that this side trusts: give its CA (--tls-ca)");
            fails(server.kv("get", "--tls", "k"), 2, "is of no CA that this side trusts: give its CA (--tls-ca)");
            fails(
                    server.kv("get", "--timeout", "300ms", "k"),
                    3,
                    "if the server speaks TLS, give the CA of its certificate (--tls-ca)");
        }
        try (KvServer server = KvServer.in(dir.resolve("plain"), new MapEngine(), ServiceOptions.defaults())) {
            fails(server.kv("get", "--tls-ca", other, "k"), 2, "the server speaks no TLS: leave --tls-ca");
        }
    }

    @Test
    void no_option_helps_where_the_certificate_of_the_server_is_of_another_day() {
        Duration past = Duration.ofDays(-5);
        try (KvServer server = serving(authority.issue("past", "127.0.0.1", past), past)) {
            fails(
                    server.kv("get", "--tls-ca", authority.certificate(), "k"),
                    3,
                    "the server's certificate has expired: have a new one made");
        }
        Duration future = Duration.ofDays(5);
        try (KvServer server = serving(authority.issue("future", "127.0.0.1", future), future)) {
            fails(
                    server.kv("put", "--tls-ca", authority.certificate(), "k", "v"),
                    3,
                    "the server's certificate is not valid yet: see that the clocks are right");
        }
    }

    @Test
    void options_that_cannot_be_meant_are_refused_before_anybody_is_asked() throws Exception {
        TlsFiles own = authority.issue("me");
        fails(kv("--tls-cert", own.certificates()), 2, "--tls-cert and --tls-key belong together: give both");
        fails(kv("--tls-key", own.key()), 2, "--tls-cert and --tls-key belong together: give both");
        fails(kv("--tls-ca", dir.resolve("absent")), 3, "cannot read the CA file");
        fails(kv("--token-file", dir.resolve("absent")), 3, "cannot read the token file");
        Path bad = Files.writeString(dir.resolve("token"), "two words of a secret\n");
        ProgramRun run = kv("--token-file", bad);
        fails(run, 2, "the token file " + bad + " has 21 characters that are no token");
        assertThat(run.err()).doesNotContain("two words");
        Path token = Files.writeString(dir.resolve("good"), "cairn_abc\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KvServer.kvElsewhere("get", "--endpoints", "10.0.0.1:1", "--token-file", token, "k")
                        .err())
                .contains("note: the token file " + token + " can be read by other users of this machine: chmod 600")
                .hasLineCount(2);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        fails(
                KvServer.kvElsewhere("get", "--endpoints", "10.0.0.1:1", "--token-file", token, "k"),
                2,
                "will not send a token to 10.0.0.1, because nothing is encrypted: use TLS (--tls-ca)");
    }

    private static void fails(ProgramRun run, int code, String message) {
        assertThat(run.err()).startsWith("cairn: ").contains(message).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(code);
    }

    private static ProgramRun kv(Object option, Object value) {
        return KvServer.kvElsewhere("get", option, value, "k");
    }

    private KvServer serving(TlsFiles files) {
        return serving(files, Duration.ZERO);
    }

    /// @param moved from now, when the files were read
    private KvServer serving(TlsFiles files, Duration moved) {
        Instant read = Instant.now().plus(moved);
        ServerOptions options = ServerOptions.defaults().guardedBy(Guard.none().withTls(files.read(read)));
        return KvServer.in(dir.resolve("d"), new MapEngine(), ServiceOptions.defaults(), options);
    }
}
