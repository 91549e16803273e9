package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.access.TestAuthority;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.rest.WrittenRoutes;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Both doors of `cairn serve`: what its options open, guard, refuse, and say of it.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ServeDoorsTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void needed() {
        WrittenStore.isNeeded(dir.resolve("needed"));
        WrittenRoutes.isNeeded();
    }

    @Test
    void over_tls_a_token_opens_http_and_nothing_else_does() throws Exception {
        try (GuardedDoors doors = GuardedDoors.in(dir, NodeLog.none())) {
            assertThat(doors.urls().getFirst()).startsWith("grpcs://127.0.0.1:");
            assertThat(doors.urls().getLast()).startsWith("https://127.0.0.1:");
            HttpResponse<String> nobody = doors.ask("GET", "/stats");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.body()).contains("\"reason\":\"UNAUTHENTICATED\"");
            assertThat(nobody.headers().firstValue("www-authenticate")).contains("Bearer realm=\"cairn\"");
            String reader = "Bearer " + doors.reader().reveal();
            assertThat(doors.ask("GET", "/stats", "authorization", reader).statusCode())
                    .isEqualTo(200);
            assertThat(doors.ask("DELETE", "/keys/k", "authorization", reader).statusCode())
                    .isEqualTo(403);
            assertThat(doors.ask("GET", "/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_begins_the_handshake_anew_is_cut_off() throws Exception {
        try (GuardedDoors doors = GuardedDoors.in(dir, NodeLog.none());
                SSLSocket socket = doors.oldTls(doors.urls().getLast())) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");

            socket.startHandshake();

            assertThatThrownBy(() -> socket.getInputStream().read())
                    .as("what comes after the second handshake was begun")
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void who_is_not_let_in_is_counted_and_told_and_so_is_when_the_certificate_ends() throws Exception {
        KeptLog log = new KeptLog(NodeLog.Level.INFO);
        try (GuardedDoors doors = GuardedDoors.in(dir, log)) {
            String reader = "Bearer " + doors.reader().reveal();
            doors.ask("GET", "/stats");
            doors.ask("GET", "/stats", "authorization", "Bearer " + doors.gone().reveal());
            doors.ask("DELETE", "/keys/k", "authorization", reader);
            String figures =
                    doors.ask("GET", "/metrics", "authorization", reader).body();
            assertThat(figures)
                    .contains("cairn_access_refused_total{door=\"http\",reason=\"unauthenticated\"} 2.0")
                    .contains("cairn_access_refused_total{door=\"http\",reason=\"forbidden\"} 1.0")
                    .contains("cairn_access_refused_total{door=\"grpc\",reason=\"unauthenticated\"} 0.0")
                    .containsPattern("\ncairn_tls_certificate_expires_seconds [1-9]");
        }
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("INFO accessRefused {\"door\":\"http\",\"reason\":")
                        .contains("the token \\\"reader\\\" may only read"));
    }

    @Test
    void options_that_go_together_are_refused_alone() {
        refuses("--tls-ca is given without --tls-cert and --tls-key", "--tls-ca", "ca.pem");
        refuses("--tls-cert is given without --tls-key", "--tls-cert", "node.pem");
        refuses("--tls-key is given without --tls-cert", "--tls-key", "node.key");
        refuses("--grpc and --http are both 127.0.0.1:4610", "--grpc=127.0.0.1:4610", "--http=127.0.0.1:4610");
        refuses("--tokens \"\0\" cannot be the name of a file", "--tokens", "\0");
        Path absent = dir.resolve("absent");
        assertThatThrownBy(() -> GuardedDoors.doors("--tokens", absent, "--tls-cert", absent, "--tls-key", absent))
                .as("of all that is missing the certificate is told first")
                .hasMessageStartingWith("cannot read the certificate file " + absent);
        refuses("--max-message is 0, but must be at least 1", "--max-message", "0");
    }

    @Test
    void http_that_others_reach_is_refused_in_the_words_of_grpc() {
        Doors wide = GuardedDoors.doors("--http", "0.0.0.0:0");
        assertThatThrownBy(wide::refuseAddresses)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("will not listen at 0.0.0.0:0: other machines reach that address, and nothing is encrypted;"
                        + " give a certificate (--tls-cert and --tls-key), listen at 127.0.0.1:0, or allow it"
                        + " explicitly (--insecure)");
        GuardedDoors.doors("--http", "0.0.0.0:0", "--insecure").refuseAddresses();
    }

    @Test
    void what_the_doors_let_in_is_noted() throws Exception {
        assertThat(GuardedDoors.doors().notes()).isEmpty();
        assertThat(GuardedDoors.doors("--http", "0.0.0.0:0", "--insecure").notes())
                .singleElement()
                .satisfies(note -> assertThat(note).startsWith("whoever reaches 0.0.0.0:0 may read, write and delete"));
        TlsFiles node = new TestAuthority(dir, "ca").issue("node");
        Files.setPosixFilePermissions(node.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(GuardedDoors.doors("--tls-cert", node.certificates(), "--tls-key", node.key())
                        .notes())
                .containsExactly(
                        "the key file " + node.key() + " can be read by other users of this machine: chmod 600 it");
    }

    private static void refuses(String message, String... options) {
        assertThatThrownBy(() -> GuardedDoors.doors((Object[]) options))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith(message);
    }
}
