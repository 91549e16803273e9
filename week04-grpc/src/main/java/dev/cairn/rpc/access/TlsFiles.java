package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
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

    /// Reads the files, once.
    ///
    /// @param now by when certificates must be valid already, and still
    /// @throws StoreException with one line, if a file cannot be read or is not what it should be, the key does not
    ///     fit the certificate, or a certificate is not valid now
    public Tls read(Instant now) {
        Pem file = Pem.read("the certificate file", certificates);
        List<X509Certificate> chain = file.certificates();
        chain.forEach(certificate -> refuseInvalid(file, certificate, now));
        PublicKey open = chain.getFirst().getPublicKey();
        Pem keyFile = Pem.read("the key file", key);
        PrivateKey secret = keyFile.key(open.getAlgorithm());
        if (!fits(secret, open)) {
            throw keyFile.refused("does not fit the certificate in " + certificates + ": give the key that was made with"
                    + " it");
        }
        Optional<String> note = SmallFiles.isReadByOthers(key)
                ? Optional.of("the key file " + key + " can be read by other users of this machine: chmod 600 it")
                : Optional.empty();
        return new Tls(
                Optional.of(new Tls.Identity(chain, secret)),
                ca.map(path -> trusted(path, now)).orElse(List.of()),
                note);
    }

    /// Whom to trust, for a client that shows no certificate.
    ///
    /// @throws StoreException as [#read] would
    public static Tls readTrusted(Path ca, Instant now) {
        return new Tls(Optional.empty(), trusted(ca, now), Optional.empty());
    }

    private static List<X509Certificate> trusted(Path ca, Instant now) {
        Pem file = Pem.read("the CA file", ca);
        List<X509Certificate> trusted = file.certificates();
        trusted.forEach(certificate -> refuseInvalid(file, certificate, now));
        return trusted;
    }

    private static void refuseInvalid(Pem file, X509Certificate certificate, Instant now) {
        String whose = "has a certificate of \"" + certificate.getSubjectX500Principal() + "\" that ";
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw file.refused(whose + "expired at " + certificate.getNotAfter().toInstant() + ": have a new one made");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw file.refused(whose + "is not valid before " + certificate.getNotBefore().toInstant()
                    + ": see that this machine's clock is right, or have a new one made");
        }
    }

    /// Whether the two were made together: what one signs, the other knows.
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
