package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.grpc.ChannelOptions;
import io.grpc.ManagedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be reached by others, and what a client does not tell to all on the way.
@Tag("4.22")
class GuardTest {
    private static final InetSocketAddress WIDE = new InetSocketAddress("0.0.0.0", 4610);
    private static final InetSocketAddress NARROW = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4610);

    @TempDir
    private Path dir;

    @Test
    void a_wide_address_needs_tls_or_a_word_for_it() {
        assertThatThrownBy(() -> Guard.none().withAccess(Made.by(1).now()).refuseOpen(WIDE, "0.0.0.0:4610"))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("will not listen at 0.0.0.0:4610: other machines reach that address, and nothing is"
                        + " encrypted; give a certificate (--tls-cert and --tls-key), listen at"
                        + " 127.0.0.1:4610, or allow it explicitly (--insecure)");
        InetSocketAddress other = new InetSocketAddress("0.0.0.0", 8080);
        assertThatThrownBy(() -> Guard.none().refuseOpen(other, "0.0.0.0:8080"))
                .hasMessageContaining("listen at 127.0.0.1:8080, or");
        for (Guard guard : List.of(Guard.none().withTls(tls()), Guard.none().openToAll())) {
            assertThatCode(() -> guard.refuseOpen(WIDE, "0.0.0.0:4610")).doesNotThrowAnyException();
        }
        assertThatCode(() -> Guard.none().refuseOpen(NARROW, "127.0.0.1:4610")).doesNotThrowAnyException();
    }

    @Test
    void what_is_exposed_is_said() {
        Access tokens = Made.by(1).now();
        Guard encrypted = Guard.none().withTls(tls());
        assertThat(encrypted.exposure(WIDE, "here").orElse(""))
                .contains("whoever reaches here may read, write and delete");
        assertThat(Guard.none().openToAll().exposure(WIDE, "here").orElse("")).contains("whoever reaches here");
        assertThat(Guard.none()
                        .openToAll()
                        .withAccess(tokens)
                        .exposure(WIDE, "here")
                        .orElse(""))
                .contains("nothing is encrypted at here");
        assertThat(encrypted.withAccess(tokens).exposure(WIDE, "here")).isEmpty();
        assertThat(Guard.none().withTls(mutual()).exposure(WIDE, "here")).isEmpty();
        assertThat(Guard.none().exposure(NARROW, "here")).isEmpty();
    }

    @Test
    void a_server_says_it_of_its_own_address() {
        ServerOptions wide = ServerOptions.defaults().at(new Endpoint("0.0.0.0", 0));
        assertThat(StoreServer.exposure(wide.openToAll()).orElse("")).contains("whoever reaches 0.0.0.0:0");
        assertThat(StoreServer.exposure(ServerOptions.defaults())).isEmpty();
        assertThatThrownBy(() -> StoreServer.exposure(wide)).hasMessageContaining("--tls-cert");
    }

    @Test
    void a_token_is_not_sent_to_another_machine_for_all_on_the_way() {
        Token token = Token.random(new SplittableRandom(1));
        ClientAccess showing = ClientAccess.plain().withToken(token);
        for (String other : List.of(
                "10.0.0.1:4610",
                "db.example.org:4610",
                "localhost.example.org:4610",
                "[::2]:1",
                "evillocalhost:1",
                "0.0.0.0:1",
                "[::]:1",
                "ip6-localhost:1",
                "localhost.:1")) {
            assertThatThrownBy(() -> open(showing, other))
                    .isInstanceOf(StoreException.Refused.class)
                    .hasMessageContaining("will not send a token to ")
                    .hasMessageContaining("--tls-ca");
            open(showing.inTheClear(), other);
            open(showing.withTls(Tls.ofSystem()), other);
        }
        for (String own : List.of("127.0.0.1:4610", "127.9.9.9:1", "localhost:1", "[::1]:1")) {
            open(showing, own);
        }
    }

    private static void open(ClientAccess access, String endpoint) {
        ManagedChannel channel =
                ChannelOptions.defaults(Runnable::run).withAccess(access).open(endpoint);
        channel.shutdownNow();
    }

    private Tls tls() {
        return new TestAuthority(dir, "ca").issue("node").read(Instant.now());
    }

    private Tls mutual() {
        TestAuthority authority = new TestAuthority(dir, "ca");
        return authority.trustedBy(authority.issue("node")).read(Instant.now());
    }
}
