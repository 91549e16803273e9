package dev.cairn.rpc.access;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Why two sides could not agree on TLS, in words that say what to do. Thread-safe: there is no state.
public final class TlsTrouble {
    private static final int CAUSES_MAX = 20;

    private TlsTrouble() {}

    /// One line, if `failure` came of TLS. (A server that speaks it breaks off whoever does not, without a word.)
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
        return has(causes, SSLException.class) ? line(byWords(words)) : Optional.empty();
    }

    private static String byWords(String words) {
        if (words.contains("not an ssl/tls record") || words.contains("unsupported or unrecognized ssl message")) {
            return "the server speaks no TLS: leave --tls-ca and its like out, or give the server a certificate";
        }
        if (words.contains("path building failed") || words.contains("no trusted certificate")
                || words.contains("path does not chain") || words.contains("signature check failed")) {
            return "the server's certificate is of no CA that this side trusts: give its CA (--tls-ca)";
        }
        if (words.contains("subject alternative") || words.contains("no name matching")) {
            return "the server's certificate is for another host: use a name or an address that it has, or have one"
                    + " made for this one";
        }
        if (words.contains("certificate_required") || words.contains("bad_certificate")) {
            return "the server asks for a certificate: give one that its CA has signed (--tls-cert and --tls-key)";
        }
        if (words.contains("certificate_unknown") || words.contains("unknown_ca")
                || words.contains("certificate_expired")) {
            return "the server does not take the certificate that it was shown: give one that is valid and that its CA"
                    + " has signed (--tls-cert and --tls-key)";
        }
        return words;
    }

    private static Optional<String> line(String what) {
        return Optional.of("no connection by TLS: " + what);
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String wordsOf(List<Throwable> causes) {
        return causes.stream()
                .map(each -> String.valueOf(each.getMessage()))
                .reduce((first, second) -> first + "; " + second)
                .orElse("")
                .lines()
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static List<Throwable> causesOf(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = failure; each != null && causes.size() < CAUSES_MAX; each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
