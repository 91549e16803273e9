package dev.cairn.rpc.access;

import dev.cairn.common.check.Check;
import dev.cairn.common.store.StoreException;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// What [TlsFiles] hold, read and looked at: for servers, for clients, and for nodes, which are both.
///
/// TLS 1.3 and 1.2, nothing older. In 1.2 a client could begin the handshake anew, as often as it likes,
/// which costs a server more than a client: that is refused, in the whole process, unless somebody has
/// said otherwise by Java's property for it. Certificates are read once: whoever has new ones starts the
/// program anew.
///
/// Shows no key. Immutable.
public final class Tls {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final String NO_SECOND_HANDSHAKE = "jdk.tls.rejectClientInitiatedRenegotiation";

    private final Optional<Identity> identity;
    private final List<X509Certificate> trusted;
    private final List<String> notes;

    /// Who somebody is.
    record Identity(List<X509Certificate> chain, PrivateKey key) {
        Identity {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return "Identity[" + chain.getFirst().getSubjectX500Principal() + "]";
        }
    }

    /// @param trusted empty for those that the system trusts (a client), or nobody (a server)
    Tls(Optional<Identity> identity, List<X509Certificate> trusted, List<String> notes) {
        this.identity = identity;
        this.trusted = List.copyOf(trusted);
        this.notes = List.copyOf(notes);
    }

    /// Which protocol is spoken inside.
    public enum Speech {
        /// gRPC.
        HTTP_2,
        /// The other door.
        HTTP_1
    }

    /// For a client that shows no certificate and trusts whom the system trusts.
    public static Tls ofSystem() {
        return new Tls(Optional.empty(), List.of(), List.of());
    }

    /// What whoever runs the program should know, a line each; it is no reason not to start.
    public List<String> notes() {
        return notes;
    }

    /// When the first certificate of its own chain expires; empty for whoever shows none.
    public Optional<Instant> expires() {
        return identity.flatMap(self -> self.chain().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder()));
    }

    /// Whether a server with this asks clients for certificates, and lets in only those of its CA.
    public boolean asksClients() {
        return !trusted.isEmpty();
    }

    /// For a server's connections. It must have an identity.
    public SslContext serverContext(Speech speech) {
        Check.argument(identity.isPresent(), "a server without a certificate cannot speak TLS");
        refuseSecondHandshakes();
        Identity self = identity.orElseThrow();
        SslContextBuilder builder = SslContextBuilder.forServer(self.key(), self.chain());
        if (asksClients()) {
            builder.trustManager(trusted).clientAuth(ClientAuth.REQUIRE);
        }
        return built(builder, speech);
    }

    /// Java reads the property once, at its first handshake as a server; nothing else decides it.
    private static void refuseSecondHandshakes() {
        if (System.getProperty(NO_SECOND_HANDSHAKE) == null) {
            System.setProperty(NO_SECOND_HANDSHAKE, "true");
        }
    }

    /// For a client's connections, which show the identity if there is one.
    public SslContext clientContext(Speech speech) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        identity.ifPresent(self -> builder.keyManager(self.key(), self.chain()));
        return built(trusted.isEmpty() ? builder : builder.trustManager(trusted), speech);
    }

    private static SslContext built(SslContextBuilder builder, Speech speech) {
        builder.protocols(PROTOCOLS).sslProvider(SslProvider.JDK);
        try {
            return switch (speech) {
                case HTTP_2 ->
                    GrpcSslContexts.configure(builder, SslProvider.JDK).build();
                case HTTP_1 ->
                    builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    ApplicationProtocolNames.HTTP_1_1))
                            .build();
            };
        } catch (SSLException e) {
            throw new StoreException.Failed(
                    "TLS cannot be set up: " + e.getMessage() + "; see that certificate and key are of a usual kind"
                            + " (RSA, or EC with P-256)",
                    e);
        }
    }

    @Override
    public String toString() {
        return "Tls[" + identity.map(Identity::toString).orElse("no identity") + ", trusts " + trusted.size() + "]";
    }
}
