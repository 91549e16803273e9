package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way in which the files for TLS can be wrong: one clear line that names the file.
@Tag("4.22")
class TlsFilesTest {
    @TempDir
    private Path dir;

    private TestAuthority authority;
    private TlsFiles good;

    @BeforeEach
    void issue() {
        authority = new TestAuthority(dir, "ca");
        good = authority.issue("node");
    }

    @Test
    void good_files_are_read_and_nothing_is_said() {
        Tls tls = authority.trustedBy(good).read(Instant.now());
        assertThat(tls.notes()).isEmpty();
        assertThat(tls.asksClients()).isTrue();
        assertThat(good.read(Instant.now()).asksClients()).isFalse();
        assertThat(tls).hasToString("Tls[Identity[CN=node], trusts 1]");
    }

    @Test
    void a_file_that_is_not_there_or_no_file() {
        Path absent = dir.resolve("absent.pem");
        refuses(with(absent, good.key()), "cannot read the certificate file " + absent + ": no such file or directory");
        refuses(
                with(good.certificates(), absent),
                "cannot read the key file " + absent + ": no such file or directory");
        refuses(trusting(absent), "cannot read the CA file " + absent + ": no such file or directory");
        refuses(with(dir, good.key()), "the certificate file " + dir + " is a directory: name a file");
    }

    @Test
    void a_file_without_what_it_should_have() throws Exception {
        Path empty = Files.createFile(dir.resolve("empty.pem"));
        refuses(with(empty, good.key()), "the certificate file " + empty + " has no certificate");
        refuses(with(good.key(), good.key()), "the certificate file " + good.key() + " has no certificate");
        refuses(with(good.certificates(), empty), "the key file " + empty + " has 0 private keys, but must have one");
        refuses(trusting(empty), "the CA file " + empty + " has no certificate");
    }

    @Test
    void a_file_that_is_damaged_or_far_too_large() throws Exception {
        String pem = Files.readString(good.certificates());
        Path cut = Files.writeString(dir.resolve("cut.pem"), pem.replaceFirst("\n[A-Za-z0-9+/]{64}\n", "\n"));
        Path large = Files.write(dir.resolve("large.pem"), new byte[1024 * 1024 + 1]);
        refuses(with(cut, good.key()), "the certificate file " + cut + " has a certificate that cannot be read");
        refuses(with(large, good.key()), "the certificate file " + large + " has more than 1048576 bytes");
    }

    @Test
    void a_key_of_another_certificate() {
        Path other = authority.issue("other").key();
        refuses(with(good.certificates(), other), "the key file " + other + " does not fit the certificate in");
    }

    @Test
    void a_key_that_is_encrypted_or_in_an_old_form_says_what_to_do() throws Exception {
        String pem = Files.readString(good.key());
        Path locked = Files.writeString(dir.resolve("locked.pem"), pem.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        Path old = Files.writeString(dir.resolve("old.pem"), pem.replace("PRIVATE", "EC PRIVATE"));
        refuses(with(good.certificates(), locked), "has a key that is encrypted: decrypt it ('openssl pkcs8 -in ");
        refuses(with(good.certificates(), old), "has a key in an old form: change it ('openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void a_certificate_of_another_day() {
        TlsFiles past = authority.issue("past", "127.0.0.1", Duration.ofDays(-5));
        TlsFiles future = authority.issue("future", "127.0.0.1", Duration.ofDays(5));
        refuses(
                past,
                "the certificate file " + past.certificates() + " has a certificate of \"CN=past\" that expired at ");
        refuses(future, "has a certificate of \"CN=future\" that is not valid before ");
        Instant nextYear = Instant.now().plus(Duration.ofDays(365));
        assertThatThrownBy(() -> TlsFiles.readTrusted(authority.certificate(), nextYear))
                .hasMessageStartingWith("the CA file ")
                .hasMessageContaining("expired at");
    }

    @Test
    void a_certificate_that_will_soon_be_of_another_day_is_told_of() {
        Instant end = good.read(Instant.now()).expires().orElseThrow();
        assertThat(good.read(end.minus(Duration.ofDays(14))).notes()).isEmpty();
        assertThat(good.read(end.minus(Duration.ofHours(9 * 24 + 5))).notes())
                .containsExactly(
                        "the certificate file " + good.certificates() + " has a certificate of \"CN=node\" that"
                                + " expires at " + end + " (in 9 days): have a new one made");
        assertThat(good.read(end).notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("(in 0 days)"));
    }

    @Test
    void the_first_and_the_last_moment_of_a_certificate_are_good() {
        X509Certificate ca =
                Pem.read("the CA file", authority.certificate()).certificates().getFirst();
        Instant first = ca.getNotBefore().toInstant();
        Instant last = ca.getNotAfter().toInstant();
        for (Instant good : List.of(first, last)) {
            assertThatCode(() -> TlsFiles.readTrusted(authority.certificate(), good))
                    .as("a certificate from %s to %s, at %s", first, last, good)
                    .doesNotThrowAnyException();
        }
        for (Instant bad : List.of(first.minusSeconds(1), last.plusSeconds(1))) {
            assertThatThrownBy(() -> TlsFiles.readTrusted(authority.certificate(), bad))
                    .as("a certificate from %s to %s, at %s", first, last, bad)
                    .isInstanceOf(StoreException.Refused.class);
        }
    }

    @Test
    void a_ca_that_is_out_of_date_is_left_out_as_long_as_there_is_another() throws Exception {
        String old = Files.readString(
                authority.issue("old", "127.0.0.1", Duration.ofDays(-5)).certificates());
        Path both = Files.writeString(dir.resolve("both.pem"), old + Files.readString(authority.certificate()));
        Tls tls = TlsFiles.readTrusted(both, Instant.now());
        assertThat(tls).hasToString(authority.trusted().toString());
        assertThat(tls.notes())
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .startsWith("the CA file " + both + " has a certificate of \"CN=old\" that expired at ")
                        .endsWith(": have a new one made; until then it is left out"));
    }

    @Test
    void a_file_whose_end_is_gone_loses_no_certificate_in_silence() throws Exception {
        String pem = Files.readString(good.certificates());
        Path cut = Files.writeString(dir.resolve("end.pem"), pem + pem.substring(0, pem.length() / 2));
        refuses(with(cut, good.key()), "the certificate file " + cut + " is cut short or damaged: make it again");
        refuses(trusting(cut), "the CA file " + cut + " is cut short or damaged: make it again");
    }

    @Test
    void a_key_that_others_can_read_is_noted_and_taken() throws Exception {
        Files.setPosixFilePermissions(good.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(good.read(Instant.now()).notes())
                .containsExactly(
                        "the key file " + good.key() + " can be read by other users of this machine: chmod 600 it");
    }

    @Test
    void no_line_shows_what_is_in_a_key() throws Exception {
        String pem = Files.readString(good.key());
        Path twice = Files.writeString(dir.resolve("twice.pem"), pem + pem);
        assertThatThrownBy(() -> with(good.certificates(), twice).read(Instant.now()))
                .hasMessageContaining("has 2 private keys")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(pem.substring(30, 60)));
    }

    private TlsFiles with(Path certificates, Path key) {
        return new TlsFiles(certificates, key, Optional.empty());
    }

    private TlsFiles trusting(Path ca) {
        return new TlsFiles(good.certificates(), good.key(), Optional.of(ca));
    }

    private static void refuses(TlsFiles files, String message) {
        assertThatThrownBy(() -> files.read(Instant.now()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message)
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage()).lines()).hasSize(1));
    }
}
