package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file in the text form of certificates and keys (RFC 7468), with what it is for.
///
/// Shows nothing of what it holds. Immutable.
///
/// @param what for messages: `the certificate file`
/// @param text its content
record Pem(String what, Path file, String text) {
    private static final long FILE_BYTES_MAX = 1024 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /// What is in `file`.
    ///
    /// @throws StoreException if it cannot be read
    static Pem read(String what, Path file) {
        try {
            return new Pem(what, file, SmallFiles.text(file, what, FILE_BYTES_MAX));
        } catch (IOException e) {
            throw StoreException.Failed.of("read " + what, file.toString(), e);
        }
    }

    /// All certificates, in their order; one at least.
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] block : blocks("CERTIFICATE")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
            }
        } catch (CertificateException _) {
            throw refused("has a certificate that cannot be read: make it again");
        }
        if (certificates.isEmpty()) {
            throw refused("has no certificate: it must have a part that begins with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    /// The one private key, which is for certificates whose keys are of this kind.
    ///
    /// @param algorithm as in `RSA`, `EC`
    PrivateKey key(String algorithm) {
        objection().ifPresent(objection -> {
            throw refused(objection);
        });
        List<byte[]> keys = blocks("PRIVATE KEY");
        if (keys.size() != 1) {
            throw refused("has " + keys.size() + " private keys, but must have one part that begins with"
                    + " -----BEGIN PRIVATE KEY-----");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
        } catch (GeneralSecurityException _) {
            throw refused("has a key that cannot be read, or is none of the certificate's kind (" + algorithm
                    + "): give the key that was made with the certificate");
        }
    }

    /// What is often there in place of a key that can be read.
    private Optional<String> objection() {
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return Optional.of("has a key that is encrypted: decrypt it ('openssl pkcs8 -in " + file + " -out key.pem')"
                    + ", and let nobody else read it");
        }
        boolean isOld =
                text.contains("-----BEGIN RSA PRIVATE KEY-----") || text.contains("-----BEGIN EC PRIVATE KEY-----");
        return isOld
                ? Optional.of("has a key in an old form: change it ('openssl pkcs8 -topk8 -nocrypt -in " + file
                        + " -out key.pem')")
                : Optional.empty();
    }

    /// All parts of that kind: one that begins and is not whole is not passed over.
    private List<byte[]> blocks(String label) {
        List<byte[]> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text);
        while (found.find()) {
            if (found.group(1).equals(label)) {
                blocks.add(decoded(found.group(2)));
            }
        }
        if (text.split("-----BEGIN " + label + "-----", -1).length - 1 > blocks.size()) {
            throw refused("is cut short or damaged: make it again");
        }
        return blocks;
    }

    private byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw refused("is damaged: make it again");
        }
    }

    /// The file is at fault.
    StoreException.Refused refused(String why) {
        return new StoreException.Refused(what + " " + file + " " + why);
    }

    @Override
    public String toString() {
        return what + " " + file;
    }
}
