package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two sides that agree on TLS, and all that do not: the client hears at once what is wrong and what to do.
class TlsTest {
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());

    @TempDir
    private Path dir;

    private TestAuthority authority;
    private TestAuthority stranger;

    @BeforeEach
    void make() {
        authority = new TestAuthority(dir, "ca");
        stranger = new TestAuthority(dir, "stranger");
    }

    @Test
    void a_client_that_does_not_trust_the_server_or_speaks_no_tls() {
        try (GuardedServer server = guarded(authority.issue("node"))) {
            ClientAccess trusting = ClientAccess.plain().withTls(authority.trusted());
            assertThat(server.ask(trusting, GET)).isEqualTo(new Reply.Value(Optional.empty()));
            refuses(server, stranger.trusted(), "the server's certificate is of no CA that this side trusts");
            refuses(server, Tls.ofSystem(), "the server's certificate is of no CA that this side trusts");
            Problem plain = problem(server.ask(ClientAccess.plain(), GET));
            assertThat(plain.reason()).isEqualTo(Reason.UNREACHED);
            assertThat(plain.message())
                    .endsWith("; if the server speaks TLS, give the CA of its certificate (--tls-ca)");
            assertThat(server.ask(trusting, GET)).as("afterwards").isEqualTo(new Reply.Value(Optional.empty()));
        }
    }

    @Test
    void a_server_that_speaks_no_tls() {
        try (GuardedServer server = new GuardedServer(Guard.none())) {
            refuses(server, authority.trusted(), "the server speaks no TLS: leave --tls-ca");
            assertThat(server.ask(ClientAccess.plain(), GET)).isEqualTo(new Reply.Value(Optional.empty()));
        }
    }

    @Test
    void a_certificate_for_another_host() {
        try (GuardedServer server = guarded(authority.issue("else", "10.9.8.7", Duration.ZERO))) {
            refuses(server, authority.trusted(), "the server's certificate is for another host");
        }
    }

    @Test
    void a_certificate_that_has_expired_since_the_start_or_is_not_valid_yet() {
        try (GuardedServer server = opened(authority.issue("past", "127.0.0.1", days(-5)), days(-5))) {
            refuses(server, authority.trusted(), "the server's certificate has expired", Reason.FAILED);
        }
        try (GuardedServer server = opened(authority.issue("future", "127.0.0.1", days(5)), days(5))) {
            refuses(server, authority.trusted(), "the server's certificate is not valid yet", Reason.FAILED);
        }
    }

    @Test
    void a_server_that_asks_for_certificates() {
        TlsFiles expired = authority.issue("expired", "127.0.0.1", days(-5));
        TlsFiles foreign = stranger.issue("foreign");
        try (GuardedServer server = guarded(authority.trustedBy(authority.issue("node")))) {
            Tls shown = authority.trustedBy(authority.issue("client")).read(Instant.now());
            assertThat(server.ask(ClientAccess.plain().withTls(shown), GET))
                    .isEqualTo(new Reply.Value(Optional.empty()));
            refuses(server, authority.trusted(), "the server asks for a certificate");
            refuses(server, authority.trustedBy(foreign).read(Instant.now()), "one that its CA has signed");
            refuses(server, authority.trustedBy(expired).read(then(days(-5))), "one that is valid");
            assertThat(server.ask(ClientAccess.plain().withTls(shown), GET))
                    .as("afterwards")
                    .isEqualTo(new Reply.Value(Optional.empty()));
        }
    }

    private static void refuses(GuardedServer server, Tls shown, String message) {
        refuses(server, shown, message, Reason.REFUSED);
    }

    private static void refuses(GuardedServer server, Tls shown, String message, Reason reason) {
        Problem problem = problem(server.ask(ClientAccess.plain().withTls(shown), GET));
        assertThat(problem.message()).startsWith("no connection by TLS: ").contains(message);
        assertThat(problem.reason()).as("reason of: %s", problem.message()).isEqualTo(reason);
    }

    private static Problem problem(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Failure.class);
        return ((Reply.Failure) reply).problem();
    }

    private static GuardedServer guarded(TlsFiles files) {
        return opened(files, Duration.ZERO);
    }

    /// A server that was opened on another day.
    private static GuardedServer opened(TlsFiles files, Duration moved) {
        return new GuardedServer(Guard.none().withTls(files.read(then(moved))));
    }

    private static Instant then(Duration moved) {
        return Instant.now().plus(moved);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
