package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.access.Token;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options by which a client's connections are encrypted, and by which it says who it is.
///
/// A picocli mixin; confined to one thread.
@Command
final class ProtectionOptions {
    /// The environment variable that stands in for `--token-file`.
    static final String TOKEN_VARIABLE = "CAIRN_TOKEN_FILE";

    /// The environment variable that stands in for `--tls-ca`.
    static final String CA_VARIABLE = "CAIRN_TLS_CA";

    private final StandardStreams streams;

    @Option(names = "--tls", description = "Speaks TLS, and trusts the CAs that this system trusts.")
    private boolean isTls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Speaks TLS, and trusts the CAs of this file (PEM); default: the environment variable "
                    + CA_VARIABLE + ".")
    private @Nullable String ca;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The certificate to show to a server that asks for one (PEM).")
    private @Nullable String certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM, PKCS#8, not encrypted).")
    private @Nullable String key;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the token to show, as 'cairn token new' prints it; default: the environment"
                    + " variable " + TOKEN_VARIABLE + ".")
    private @Nullable String tokenFile;

    @Option(names = "--insecure", description = "Sends the token to another machine although nothing is encrypted.")
    private boolean isInsecure;

    ProtectionOptions(StandardStreams streams) {
        this.streams = streams;
    }

    /// What they say.
    ///
    /// @throws StoreException if one of the files is at fault, or one of two is missing
    ClientAccess access() {
        Optional<Token> token = file("--token-file", tokenFile, TOKEN_VARIABLE).map(this::tokenOf);
        return new ClientAccess(tls(), token, isInsecure);
    }

    private Token tokenOf(Path path) {
        Token token = Token.readFrom(path);
        if (Token.isReadByOthers(path)) {
            streams.note("the token file " + path + " can be read by other users of this machine: chmod 600 it");
        }
        return token;
    }

    private Optional<Tls> tls() {
        Instant now = Instant.ofEpochMilli(Clock.system().wallMillis());
        Optional<Path> trusted = file("--tls-ca", ca, CA_VARIABLE);
        if (certificate != null && key != null) {
            TlsFiles files = new TlsFiles(path("--tls-cert", certificate), path("--tls-key", key), trusted);
            return Optional.of(noted(files.read(now)));
        }
        if (certificate != null || key != null) {
            throw new StoreException.Refused("--tls-cert and --tls-key belong together: give both");
        }
        Optional<Tls> read = trusted.map(path -> noted(TlsFiles.readTrusted(path, now)));
        return read.isEmpty() && isTls ? Optional.of(Tls.ofSystem()) : read;
    }

    private Tls noted(Tls read) {
        read.notes().forEach(streams::note);
        return read;
    }

    private Optional<Path> file(String option, @Nullable String given, String variable) {
        String fallback = streams.environment().getOrDefault(variable, "");
        if (given != null) {
            return Optional.of(path(option, given));
        }
        return fallback.isEmpty() ? Optional.empty() : Optional.of(path(variable, fallback));
    }

    private static Path path(String option, String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw new StoreException.Refused(option + " is no name of a file: " + e.getReason());
        }
    }
}
