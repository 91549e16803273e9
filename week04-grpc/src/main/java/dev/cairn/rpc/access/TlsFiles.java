package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a program finds who it is for TLS, and whom it trusts.
///
/// Immutable.
///
/// @param certificates a chain, the program's own certificate first
/// @param key the private key of that certificate, not encrypted (PKCS#8)
/// @param ca whose certificates are trusted. A server that has it asks each client for one (mutual TLS)
public record TlsFiles(Path certificates, Path key, Optional<Path> ca) {
    private static final byte[] PROBE = {1, 2, 3, 4};

    /// A certificate that has less than this left is told of.
    private static final Duration SOON = Duration.ofDays(14);

    /// Reads the files, once.
    ///
    /// @param now by when certificates must be valid already, and still
    /// @throws StoreException with one line, if a file cannot be read or is not what it should be, the
    ///     key does not fit the certificate, a certificate of its chain is not valid now, or no CA is
    public Tls read(Instant now) {
        Pem file = Pem.read("the certificate file", certificates);
        List<X509Certificate> chain = file.certificates();
        chain.forEach(certificate -> refuseInvalid(file, certificate, now));
        PublicKey open = chain.getFirst().getPublicKey();
        Pem keyFile = Pem.read("the key file", key);
        PrivateKey secret = keyFile.key(open.getAlgorithm());
        if (!fits(secret, open)) {
            throw keyFile.refused(
                    "does not fit the certificate in " + certificates + ": give the key that was made with" + " it");
        }
        List<String> notes = new ArrayList<>();
        if (SmallFiles.isReadByOthers(key)) {
            notes.add("the key file " + key + " can be read by other users of this machine: chmod 600 it");
        }
        chain.forEach(certificate -> noteEnd(file, certificate, now, notes));
        List<X509Certificate> trusted = ca.isPresent() ? trusted(ca.get(), now, notes) : List.of();
        return new Tls(Optional.of(new Tls.Identity(chain, secret)), trusted, notes);
    }

    /// Whom to trust, for a client that shows no certificate.
    ///
    /// @throws StoreException as [#read] would
    public static Tls readTrusted(Path ca, Instant now) {
        List<String> notes = new ArrayList<>();
        return new Tls(Optional.empty(), trusted(ca, now, notes), notes);
    }

    /// Those that are valid now; of each other one there is a note. Files of CAs live longer than each CA in
    /// them. If none is left, the first one is at fault.
    private static List<X509Certificate> trusted(Path ca, Instant now, List<String> notes) {
        Pem file = Pem.read("the CA file", ca);
        List<X509Certificate> trusted = new ArrayList<>();
        List<StoreException.Refused> faults = new ArrayList<>();
        for (X509Certificate each : file.certificates()) {
            try {
                refuseInvalid(file, each, now);
                trusted.add(each);
            } catch (StoreException.Refused fault) {
                faults.add(fault);
            }
        }
        if (trusted.isEmpty()) {
            throw faults.getFirst();
        }
        faults.forEach(fault -> notes.add(fault.getMessage() + "; until then it is left out"));
        return trusted;
    }

    private static void noteEnd(Pem file, X509Certificate certificate, Instant now, List<String> notes) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration left = Duration.between(now, end);
        if (left.compareTo(SOON) < 0) {
            String days = left.toDays() == 1 ? "1 day" : left.toDays() + " days";
            notes.add(file.refused("has a certificate of \"" + certificate.getSubjectX500Principal()
                            + "\" that expires at " + end + " (in " + days + "): have a new one made")
                    .getMessage());
        }
    }

    /// Refuses a certificate that is not valid at `now`: after its last moment, which is still good, or
    /// before its first one, which is good already. The lines, behind the file's name ([Pem#refused]):
    /// `has a certificate of "CN=node" that expired at 2026-01-31T00:00:00Z: have a new one made`, and
    /// `has a certificate of "CN=node" that is not valid before 2027-01-31T00:00:00Z: see that this
    /// machine's clock is right, or have a new one made`.
    ///
    /// @throws StoreException.Refused as said
    @Exercise("4.22")
    private static void refuseInvalid(Pem file, X509Certificate certificate, Instant now) {
        String whose = "has a certificate of \"" + certificate.getSubjectX500Principal() + "\" that ";
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw file.refused(whose + "expired at " + certificate.getNotAfter().toInstant() + ": have a new one made");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw file.refused(
                    whose + "is not valid before " + certificate.getNotBefore().toInstant()
                            + ": see that this machine's clock is right, or have a new one made");
        }
    }

    /// Whether the two were made together: what one signs, the other knows. So [#PROBE] is signed by the
    /// one, by the algorithm for keys of this kind ([#signatureOf]), and the signature is looked at with
    /// the other. Keys for which that cannot be done do not fit.
    @Exercise("4.22")
    private static boolean fits(PrivateKey secret, PublicKey open) {
        try {
            Signature signature = Signature.getInstance(signatureOf(open.getAlgorithm()));
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String signatureOf(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm;
        };
    }
}
