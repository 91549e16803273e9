package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.web.server.RawClient.Answer;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same server, encrypted; the certificate is made by the tool of the JDK.
@Timeout(60)
final class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static KeyStore store;

    private TestSite site;

    @BeforeAll
    static void makeACertificate() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD);
        }
    }

    @BeforeEach
    void open() throws Exception {
        site = site(LONG);
    }

    private static TestSite site(Duration handshakeMax) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return new TestSite(WebOptions.defaults()
                .withTls(SslContextBuilder.forServer(keys).build())
                .withTimes(new WebOptions.Times(LONG, LONG, LONG, LONG, handshakeMax, LONG)));
    }

    @AfterEach
    void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void requests_are_answered_and_streams_come_whole() throws Exception {
        try (RawClient client = tlsClient(true)) {
            assertThat(client.ask("GET /keys/a HTTP/1.1", "Host: localhost").body())
                    .isEqualTo("a - 0\n");
            assertThat(client.ask("GET /stream HTTP/1.1", "Host: localhost").body())
                    .hasSize(30_000);
            assertThat(client.ask("GET /large?bytes=3000000 HTTP/1.1", "Host: localhost", "Connection: close")
                            .body())
                    .hasSize(3_000_000);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    @Tag("4.20")
    void of_a_broken_answer_nobody_is_told_that_it_is_whole() throws Exception {
        try (RawClient client = tlsClient(true)) {
            assertThatThrownBy(() -> client.ask("GET /broken HTTP/1.0", "Host: localhost"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void who_speaks_plain_http_is_told_so() throws Exception {
        try (RawClient client = site.client()) {
            Answer answer = client.ask("GET / HTTP/1.1", "Host: localhost");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"success\":false,\"reason\":\"MALFORMED\",\"message\":\"this port speaks TLS:"
                            + " ask for https://\"}\n");
            assertThat(client.rest()).isIn("", "(reset)");
        }
        assertThat(site.handshakesFailed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void a_client_that_does_not_trust_us_leaves_quietly() throws Exception {
        assertThatThrownBy(() -> tlsClient(false).ask("GET / HTTP/1.1", "Host: localhost"))
                .isInstanceOf(SSLException.class);

        assertThat(site.handshakesFailed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void a_handshake_that_does_not_begin_ends() throws Exception {
        try (TestSite hasty = site(Duration.ofMillis(100));
                RawClient client = hasty.client()) {
            assertThat(client.rest()).isIn("", "(reset)");
            assertThat(hasty.handshakesFailed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private RawClient tlsClient(boolean trusts) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusts ? store : null);
        context.init(null, trust.getTrustManagers(), null);
        return new RawClient(context.getSocketFactory().createSocket("127.0.0.1", site.server.port()));
    }
}
