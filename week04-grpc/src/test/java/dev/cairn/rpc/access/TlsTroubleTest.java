package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/// Which trouble with TLS goes on until somebody changes something, and which may be over in a moment.
class TlsTroubleTest {
    @Test
    void what_only_took_too_long_or_broke_off_may_go_well_the_next_time() {
        Exception late = new SslHandshakeTimeoutException("handshake timed out after 10000ms");
        assertThat(TlsTrouble.lineOf(late)).contains("no connection by TLS: handshake timed out after 10000ms");
        assertThat(TlsTrouble.isLasting(late)).isFalse();
        assertThat(TlsTrouble.isLasting(new SSLHandshakeException("the other side has closed")))
                .isFalse();
        assertThat(TlsTrouble.isLasting(new IOException("path building failed")))
                .isFalse();
    }

    @Test
    void certificates_that_do_not_fit_will_not_in_a_moment() {
        assertThat(TlsTrouble.isLasting(new SSLHandshakeException("PKIX path building failed")))
                .isTrue();
        assertThat(TlsTrouble.isLasting(new IOException(new CertificateExpiredException())))
                .isTrue();
        assertThat(TlsTrouble.isLasting(new IOException(new CertificateNotYetValidException())))
                .isTrue();
    }

    @Test
    void no_option_of_this_side_helps_where_the_certificate_of_the_server_is_of_another_day() {
        assertThat(TlsTrouble.isOfServer(new IOException(new CertificateExpiredException())))
                .isTrue();
        assertThat(TlsTrouble.isOfServer(new IOException(new CertificateNotYetValidException())))
                .isTrue();
        assertThat(TlsTrouble.isOfServer(new SSLHandshakeException("PKIX path building failed")))
                .isFalse();
        assertThat(TlsTrouble.isOfServer(new SSLHandshakeException("certificate_expired")))
                .as("what the server says of ours")
                .isFalse();
    }
}
