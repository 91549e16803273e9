package dev.cairn.rpc.cli.serve;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.access.Access;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.access.Tokens;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.web.server.WebOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say where a node listens, and who may come in.
///
/// A picocli mixin; confined to one thread.
@Command
final class DoorOptions {
    /// Where a node listens for HTTP unless told otherwise.
    static final String HTTP_TEXT = "127.0.0.1:8080";

    private static final String NONE = "none";

    private final HeapShare heap = HeapShare.ofProcess();

    @Option(
            names = "--grpc",
            paramLabel = "HOST:PORT",
            description = "Where to listen for gRPC; with port 0 the system chooses one; default: "
                    + Endpoint.DEFAULT_TEXT + ".")
    private String grpc = Endpoint.DEFAULT_TEXT;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Where to listen for HTTP (REST, /metrics, and a page for a browser), or '" + NONE
                    + "'; default: " + HTTP_TEXT + ".")
    private String http = HTTP_TEXT;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The node's certificate and those between it and its CA (PEM): both doors speak TLS.")
    private @Nullable String certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM, PKCS#8, not encrypted).")
    private @Nullable String key;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Lets in only clients that show a certificate of a CA in this file (PEM): mutual TLS.")
    private @Nullable String ca;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "Asks each call for a token of this file; 'cairn token new' makes them.")
    private @Nullable String tokens;

    @Option(
            names = "--insecure",
            description = "Lets other machines reach it although nothing is encrypted. Whoever reaches it may do"
                    + " everything, unless --tokens says otherwise.")
    private boolean isInsecure;

    @Option(
            names = "--max-message",
            paramLabel = "BYTES",
            description = "The largest request that is taken; default: ${DEFAULT-VALUE}.")
    private int messageBytesMax = ServerOptions.defaults().messageBytesMax();

    /// What they say. Files are read now.
    ///
    /// @throws StoreException if an option or a file is at fault
    Doors doors(Clock clock) {
        if (messageBytesMax < 1) {
            throw new StoreException.Refused("--max-message is " + messageBytesMax + ", but must be at least 1");
        }
        Endpoint forPrograms = Endpoint.parse(grpc);
        Optional<Endpoint> forPeople = http.equals(NONE) ? Optional.empty() : Optional.of(Endpoint.parse(http));
        if (forPrograms.port() != 0 && forPeople.equals(Optional.of(forPrograms))) {
            throw new StoreException.Refused(
                    "--grpc and --http are both " + forPrograms + ": give one of them another port, or --http none");
        }
        Guard guard = guard(clock);
        ServerOptions options =
                ServerOptions.defaults().at(forPrograms).guardedBy(guard).withMessageBytesMax(messageBytesMax);
        options = options.withAnswerBytesMax(heap.of(options.answerBytesMax()))
                .withConnections(connections(options.connections()));
        return new Doors(options, forPeople.map(endpoint -> web(endpoint, guard)));
    }

    private ServerOptions.Connections connections(ServerOptions.Connections defaults) {
        return defaults.withArrivals(heap.of(defaults.arrivingBytesMax(), messageBytesMax), defaults.arrivalMax());
    }

    private WebOptions web(Endpoint endpoint, Guard guard) {
        WebOptions options = WebOptions.defaults().at(endpoint.host(), endpoint.port());
        WebOptions.Limits limits = options.limits().withBodyBytesMax(messageBytesMax);
        options = options.withLimits(limits.withBodiesBytesMax(heap.of(limits.bodiesBytesMax(), messageBytesMax)));
        options = guard.isOpenToAll() ? options.openToAll() : options;
        return guard.tls()
                .map(tls -> tls.serverContext(Tls.Speech.HTTP_1))
                .map(options::withTls)
                .orElse(options);
    }

    private Guard guard(Clock clock) {
        Guard guard = isInsecure ? Guard.none().openToAll() : Guard.none();
        guard = tls(clock).map(guard::withTls).orElse(guard);
        return tokens == null ? guard : guard.withAccess(new Access(Tokens.readFrom(path("--tokens", tokens)), clock));
    }

    private Optional<Tls> tls(Clock clock) {
        if (certificate == null && key == null) {
            refuseLoneCa();
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new StoreException.Refused((certificate == null ? "--tls-key" : "--tls-cert") + " is given without "
                    + (certificate == null ? "--tls-cert" : "--tls-key") + ": a certificate and its key go together");
        }
        TlsFiles files = new TlsFiles(
                path("--tls-cert", certificate),
                path("--tls-key", key),
                Optional.ofNullable(ca).map(file -> path("--tls-ca", file)));
        return Optional.of(files.read(Instant.ofEpochMilli(clock.wallMillis())));
    }

    private void refuseLoneCa() {
        if (ca != null) {
            throw new StoreException.Refused(
                    "--tls-ca is given without --tls-cert and --tls-key: clients are asked for certificates only where"
                            + " the node shows one");
        }
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException cause) {
            throw new StoreException.Refused(
                    option + " \"" + text + "\" cannot be the name of a file: " + cause.getReason());
        }
    }
}
