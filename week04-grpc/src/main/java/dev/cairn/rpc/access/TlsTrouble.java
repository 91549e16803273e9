package dev.cairn.rpc.access;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/// Why two sides could not agree on TLS, in words that say what to do. Thread-safe: there is no state.
public final class TlsTrouble {
    private static final int CAUSES_MAX = 20;

    /// What the platform says, in lower case, and what that means. There is no other sign than its words.
    private static final List<Known> KNOWN = List.of(
            new Known(
                    List.of("not an ssl/tls record", "unsupported or unrecognized ssl message"),
                    "the server speaks no TLS: leave --tls-ca and its like out, or give the server a certificate"),
            new Known(
                    List.of(
                            "path building failed",
                            "no trusted certificate",
                            "path does not chain",
                            "signature check failed"),
                    "the server's certificate is of no CA that this side trusts: give its CA (--tls-ca)"),
            new Known(
                    List.of("subject alternative", "no name matching"),
                    "the server's certificate is for another host: use a name or an address that it has, or have one"
                            + " made for this one"),
            new Known(
                    List.of("certificate_required", "bad_certificate"),
                    "the server asks for a certificate: give one that its CA has signed (--tls-cert and --tls-key)"),
            new Known(
                    List.of("certificate_unknown", "unknown_ca", "certificate_expired"),
                    "the server does not take the certificate that it was shown: give one that is valid and that its"
                            + " CA has signed (--tls-cert and --tls-key)"));

    /// Words of the platform, and what to do when they come.
    private record Known(List<String> signs, String advice) {}

    private TlsTrouble() {}

    /// One line, if `failure` came of TLS. (A server that speaks it breaks off whoever does not, without
    /// a word.)
    public static Optional<String> lineOf(Throwable failure) {
        List<Throwable> causes = causesOf(failure);
        if (has(causes, CertificateExpiredException.class)) {
            return line("the server's certificate has expired: have a new one made");
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return line("the server's certificate is not valid yet: see that the clocks are right, or have a new one"
                    + " made");
        }
        String words = wordsOf(causes);
        return has(causes, SSLException.class) ? line(adviceFor(words).orElse(words)) : Optional.empty();
    }

    /// Whether it will be the same in a moment, since somebody has to change an option or a file first. What
    /// only took too long, or was broken off, may go well the next time.
    public static boolean isLasting(Throwable failure) {
        List<Throwable> causes = causesOf(failure);
        return isOfServer(failure)
                || (has(causes, SSLException.class)
                        && adviceFor(wordsOf(causes)).isPresent());
    }

    /// Whether the server's certificate is at fault, so that no option of this side helps.
    public static boolean isOfServer(Throwable failure) {
        List<Throwable> causes = causesOf(failure);
        return has(causes, CertificateExpiredException.class) || has(causes, CertificateNotYetValidException.class);
    }

    private static Optional<String> adviceFor(String words) {
        return KNOWN.stream()
                .filter(known -> known.signs().stream().anyMatch(words::contains))
                .map(Known::advice)
                .findFirst();
    }

    private static Optional<String> line(String what) {
        return Optional.of("no connection by TLS: " + what);
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String wordsOf(List<Throwable> causes) {
        String all =
                causes.stream().map(Throwable::getMessage).map(String::valueOf).collect(Collectors.joining("; "));
        return all.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    }

    private static List<Throwable> causesOf(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = failure; each != null && causes.size() < CAUSES_MAX; each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
