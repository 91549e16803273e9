package dev.cairn.cluster.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.access.Token;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.web.Scope;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What stands in `/etc/cairn` of a container: a certificate for 127.0.0.1 that trusts itself, its key, and the
/// tokens of those who may write. Immutable.
///
/// @param directory for the container
/// @param keys with the certificate
/// @param token one that may write
record Secrets(Path directory, KeyStore keys, Token token) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Secrets makeIn(Path home) throws Exception {
        KeyStore keys = made(home.resolve("node.p12"));
        Path directory = Files.createDirectory(home.resolve("etc-cairn"));
        Files.writeString(
                directory.resolve("tls.crt"),
                pem("CERTIFICATE", keys.getCertificate("node").getEncoded()));
        Files.writeString(
                directory.resolve("tls.key"),
                pem("PRIVATE KEY", keys.getKey("node", PASSWORD).getEncoded()));
        Token token = Token.random(new SecureRandom());
        TokenLine line = new TokenLine("test", Scope.WRITE, Bytes.wrap(token.hash()), Optional.empty());
        Files.writeString(directory.resolve("tokens"), line.toText() + "\n");
        // The node is another user, and a test's directories are for their owner alone.
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Secrets(directory, keys, token);
    }

    /// How a client shows that it may write.
    ClientAccess access() {
        return stranger().withToken(token);
    }

    /// How somebody without a token comes.
    ClientAccess stranger() {
        return ClientAccess.plain().withTls(TlsFiles.readTrusted(directory.resolve("tls.crt"), Instant.now()));
    }

    /// For HTTP.
    SSLContext trust() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, PASSWORD);
        certificates.setCertificateEntry("node", keys.getCertificate("node"));
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore made(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -alias node -keyalg EC -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1"
                + " -storepass changeit -keystore";
        Process process = new ProcessBuilder((keytool + "\n" + arguments.replace(' ', '\n') + "\n" + file).split("\n"))
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.txt").toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS) && process.exitValue() == 0)
                .as("keytool ends well")
                .isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
