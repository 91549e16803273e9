package dev.cairn.cluster;

import dev.cairn.common.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Asks the node of this machine whether it is ready: the health check of the container image.
///
/// It is a program of its own because it runs every few seconds beside the node, in the same memory limit:
/// `cairn kv get` loads a gRPC client and takes a second and 100 MB for the same question. So it uses
/// nothing but Java, and asks `GET /readyz`.
///
/// It asks in plain text first, and then over TLS: the node takes one of both, and the image need not know
/// which. (A node that speaks TLS answers plain text with 400; the question itself is never a bad one.) Whose
/// certificate it is is not checked: the question goes to the loopback address, and nothing
/// about it is secret. A node that wants to see a certificate of ours has no further answer for us; it
/// counts as ready, because it took the trouble to ask.
///
/// Confined to one thread.
final class Probe {
    /// The environment variable that says where HTTP is served, as `HOST:PORT`.
    static final String VARIABLE = "CAIRN_PROBE";

    private static final String ADDRESS_DEFAULT = "127.0.0.1:8080";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LINE_BYTES_MAX = 200;
    private static final String HTTP = "HTTP/1.1 ";
    private static final String BAD_REQUEST = "400";

    private final InetSocketAddress address;

    private Probe(InetSocketAddress address) {
        this.address = address;
    }

    /// Prints what it found, and ends with 0 if the node is ready.
    public static void main(String[] args) {
        Finding finding = ask(System.getenv().getOrDefault(VARIABLE, ADDRESS_DEFAULT));
        System.err.println(finding.text());
        System.exit((finding.isReady() ? ExitCode.OK : ExitCode.NEGATIVE).code());
    }

    /// What came of asking. Immutable.
    record Finding(boolean isReady, String text) {}

    /// Asks once. It takes a few seconds at most.
    static Finding ask(String hostAndPort) {
        try {
            URI uri = URI.create("http://" + hostAndPort);
            Probe probe = new Probe(new InetSocketAddress(uri.getHost(), uri.getPort()));
            Optional<String> status = probe.askPlainly();
            return status.filter(line -> !line.startsWith(BAD_REQUEST))
                    .map(Probe::judged)
                    .orElseGet(probe::askOverTls);
        } catch (IllegalArgumentException e) {
            return new Finding(false, VARIABLE + " is \"" + hostAndPort + "\", but must be HOST:PORT");
        } catch (IOException e) {
            return new Finding(false, "no answer at " + hostAndPort + ": " + e.getMessage());
        }
    }

    private static Finding judged(String status) {
        return new Finding(status.startsWith("200"), status);
    }

    /// The status of the answer; none if it is not HTTP.
    private Optional<String> askPlainly() throws IOException {
        try (Socket socket = connected()) {
            return statusOf(socket);
        } catch (SocketException _) {
            // It hangs up on what is not TLS; or there is nobody, as will turn out.
            return Optional.empty();
        }
    }

    private Finding askOverTls() {
        Ours ours = new Ours();
        try (Socket plain = connected();
                SSLSocket socket = (SSLSocket) contextOf(ours)
                        .getSocketFactory()
                        .createSocket(plain, address.getHostString(), address.getPort(), true)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return judged(statusOf(socket).orElse("the answer is not HTTP"));
        } catch (IOException e) {
            return ours.isAskedFor
                    ? new Finding(true, "it asks for a certificate")
                    : new Finding(false, "no answer: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            return new Finding(false, "no TLS in this Java runtime: " + e.getMessage());
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(address, (int) PATIENCE.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Optional<String> statusOf(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= ' ' && line.length() < LINE_BYTES_MAX; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().startsWith(HTTP) ? Optional.of(line.substring(HTTP.length())) : Optional.empty();
    }

    private static SSLContext contextOf(Ours ours) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {ours}, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    /// The certificate that we do not have; knows whether it was asked for.
    private static final class Ours extends X509ExtendedKeyManager {
        private boolean isAskedFor;

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            isAskedFor = true;
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[0];
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }

    /// Believes everybody, see above.
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
