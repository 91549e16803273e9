package dev.cairn.rpc.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A CA that makes certificates for a test, good and bad ones, and writes them to files.
///
/// Confined to one thread.
public final class TestAuthority {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Path dir;
    private final X500Name name;
    private final KeyPair keys = keyPair();
    private final Path certificate;

    /// @param dir where its files go
    /// @param name a file's name, and the CA's
    public TestAuthority(Path dir, String name) {
        this.dir = dir;
        this.name = new X500Name("CN=" + name);
        Instant now = Instant.now();
        X509Certificate own = signed(this.name, keys, now.minus(MONTH), now.plus(MONTH), Optional.empty());
        this.certificate = write(dir.resolve(name + ".pem"), "CERTIFICATE", encoded(own));
    }

    /// The file with its own certificate.
    public Path certificate() {
        return certificate;
    }

    /// A certificate of today for this machine.
    public TlsFiles issue(String whose) {
        return issue(whose, "127.0.0.1", Duration.ZERO);
    }

    /// A certificate for an address, from a day before `moved` from now to a month after that, or to a day after
    /// that if it is past. The key is for its owner alone.
    public TlsFiles issue(String whose, String address, Duration moved) {
        KeyPair own = keyPair();
        Instant middle = Instant.now().plus(moved);
        X509Certificate made = signed(
                new X500Name("CN=" + whose),
                own,
                middle.minus(DAY),
                middle.plus(moved.isNegative() ? DAY : MONTH),
                Optional.of(address));
        Path chain = write(dir.resolve(whose + ".pem"), "CERTIFICATE", encoded(made));
        Path key = write(
                dir.resolve(whose + "-key.pem"), "PRIVATE KEY", own.getPrivate().getEncoded());
        return new TlsFiles(chain, key, Optional.empty());
    }

    /// The same files, for somebody who trusts this CA and asks for its certificates.
    public TlsFiles trustedBy(TlsFiles files) {
        return new TlsFiles(files.certificates(), files.key(), Optional.of(certificate));
    }

    /// What a client trusts that shows no certificate.
    public Tls trusted() {
        return TlsFiles.readTrusted(certificate, Instant.now());
    }

    private X509Certificate signed(
            X500Name whose, KeyPair subject, Instant from, Instant until, Optional<String> address) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(from),
                    Date.from(until),
                    whose,
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(address.isEmpty()));
            if (address.isPresent()) {
                GeneralName host = new GeneralName(GeneralName.iPAddress, address.get());
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host));
            }
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String label, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        try {
            Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
