package dev.cairn.rpc.cli.serve;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Disk;
import dev.cairn.rpc.access.TestAuthority;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.access.Token;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.wal.cli.MapEngine;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.web.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine;

/// A node as `cairn serve` opens it, at two free ports, with TLS and tokens; and a client for its HTTP.
///
/// Confined to one thread.
final class GuardedDoors implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SplittableRandom random = new SplittableRandom(5);
    private final Token admin = Token.random(random);
    private final Token reader = Token.random(random);
    private final Token gone = Token.random(random);
    private final Path key;
    private final WritableStore store;
    private final ServedStore served;
    private final HttpClient client;

    private GuardedDoors(Path dir, NodeLog log) throws IOException, GeneralSecurityException {
        TestAuthority authority = new TestAuthority(dir, "ca");
        TlsFiles node = authority.issue("node");
        this.key = node.key();
        Path tokens = Files.write(
                dir.resolve("tokens"),
                List.of(
                        line("admin", Scope.ADMIN, admin, Optional.empty()),
                        line("reader", Scope.READ, reader, Optional.empty()),
                        line("gone", Scope.ADMIN, gone, Optional.of(Instant.EPOCH))));
        Doors doors = doors("--tls-cert", node.certificates(), "--tls-key", key, "--tokens", tokens);
        this.client = HttpClient.newBuilder()
                .sslContext(trusting(authority.certificate()))
                .build();
        this.store = new MapEngine().write(Disk.at(dir.resolve("d")), SyncPolicy.never());
        this.served = ServedStore.open(store, "d", doors, ServiceOptions.defaults(), log, Duration.ofDays(1));
    }

    /// Opened, with its files in `dir`.
    static GuardedDoors in(Path dir, NodeLog log) throws IOException, GeneralSecurityException {
        return new GuardedDoors(dir, log);
    }

    /// What these options of `cairn serve` say, at free ports unless they say where.
    static Doors doors(Object... options) {
        DoorOptions doors = new DoorOptions();
        String[] words = Stream.concat(
                        Stream.of("--grpc=127.0.0.1:0", "--http=127.0.0.1:0"),
                        Arrays.stream(options).map(Object::toString))
                .toArray(String[]::new);
        new CommandLine(doors).setOverwrittenOptionsAllowed(true).parseArgs(words);
        return doors.doors(Clock.system());
    }

    private static String line(String name, Scope scope, Token token, Optional<Instant> expires) {
        return new TokenLine(name, scope, Bytes.wrap(token.hash()), expires).toText();
    }

    private static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    Token admin() {
        return admin;
    }

    Token reader() {
        return reader;
    }

    /// One that has expired.
    Token gone() {
        return gone;
    }

    /// The file with the node's private key.
    Path key() {
        return key;
    }

    List<String> urls() {
        return served.urls();
    }

    /// The answer to a request over HTTP.
    ///
    /// @param headers names and values, one after the other
    HttpResponse<String> ask(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(served.urls().getLast() + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        HttpRequest whole = (headers.length == 0 ? request : request.headers(headers)).build();
        return client.send(whole, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try (client;
                store) {
            served.close();
        }
    }
}
