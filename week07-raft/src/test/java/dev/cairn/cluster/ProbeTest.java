package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.common.env.Clock;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebGate;
import dev.cairn.web.WebMethod;
import dev.cairn.web.server.WebOptions;
import dev.cairn.web.server.WebServer;
import dev.cairn.web.server.WebWatch;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The health check of the image, against servers of which it knows nothing but the port.
@Timeout(60)
final class ProbeTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void a_node_that_is_ready_is_found_ready() throws IOException {
        assertThat(askPlainServer(200)).isEqualTo(new Probe.Finding(true, "200 OK"));
    }

    @Test
    void a_node_that_is_not_ready_is_not() throws IOException {
        assertThat(askPlainServer(503)).isEqualTo(new Probe.Finding(false, "503 Service Unavailable"));
    }

    @Test
    void nobody_at_all_is_not_ready() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(Probe.ask("127.0.0.1:" + free)).isEqualTo(new Probe.Finding(false, "no answer: Connection refused"));
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThat(Probe.ask("nowhere"))
                .isEqualTo(new Probe.Finding(false, "CAIRN_PROBE is \"nowhere\", but must be HOST:PORT"));
    }

    @Test
    void a_node_that_speaks_tls_is_asked_over_tls(@TempDir Path home) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        assertThat(askTlsServer(home, false, asked)).isEqualTo(new Probe.Finding(true, "200 OK"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_node_that_wants_a_certificate_lives(@TempDir Path home) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        assertThat(askTlsServer(home, true, asked)).isEqualTo(new Probe.Finding(true, "it asks for a certificate"));
        assertThat(asked).hasValue(0);
    }

    private static Probe.Finding askPlainServer(int status) throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        return ask(server, status, new AtomicInteger());
    }

    /// Asks the node's own door, which answers plain text with a sentence of its own.
    private static Probe.Finding askTlsServer(Path home, boolean asksForCertificate, AtomicInteger asked)
            throws Exception {
        KeyStore store = certificateIn(home);
        SslContextBuilder tls = SslContextBuilder.forServer(keysOf(store));
        if (asksForCertificate) {
            tls.clientAuth(ClientAuth.REQUIRE).trustManager(trustOf(store));
        }
        Route ready = new Route(WebMethod.GET, "/readyz", Scope.NONE, "ready", _ -> {
            asked.incrementAndGet();
            return WebAnswer.text(200, "ok");
        });
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
                WebServer server = WebServer.open(
                        WebOptions.defaults().withTls(tls.build()),
                        List.of(ready),
                        WebGate.open(),
                        calls,
                        Clock.system(),
                        WebWatch.none())) {
            return Probe.ask(server.address());
        }
    }

    private static Probe.Finding ask(HttpServer server, int status, AtomicInteger asked) {
        server.createContext("/readyz", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return Probe.ask("127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static KeyStore certificateIn(Path home) throws Exception {
        Path file = home.resolve("node.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=elsewhere.example",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(50, TimeUnit.SECONDS) && keytool.exitValue() == 0)
                .as("keytool ends well")
                .isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyManagerFactory keysOf(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys;
    }

    private static TrustManagerFactory trustOf(KeyStore store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
