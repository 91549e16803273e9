package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.net.InetAddress;
import java.util.Optional;

/// How a client's connections are protected, and what it shows. Immutable.
///
/// @param tls what encrypts them; without it nothing is encrypted
/// @param token goes with each call
/// @param isTokenInTheClear whether the token may go where other machines can read it on its way
public record ClientAccess(Optional<Tls> tls, Optional<Token> token, boolean isTokenInTheClear) {
    private static final ClientAccess PLAIN = new ClientAccess(Optional.empty(), Optional.empty(), false);

    /// Not encrypted, and without a token.
    public static ClientAccess plain() {
        return PLAIN;
    }

    /// The same with TLS.
    public ClientAccess withTls(Tls other) {
        return new ClientAccess(Optional.of(other), token, isTokenInTheClear);
    }

    /// The same with a token.
    public ClientAccess withToken(Token other) {
        return new ClientAccess(tls, Optional.of(other), isTokenInTheClear);
    }

    /// The same; the token may be sent without TLS, too.
    public ClientAccess inTheClear() {
        return new ClientAccess(tls, token, true);
    }

    /// Has connections to `host` be made so.
    ///
    /// @throws StoreException.Refused if the token would be sent to another machine, and all on the way
    ///     could read it
    public NettyChannelBuilder protect(NettyChannelBuilder connections, String host) {
        if (token.isPresent()) {
            refuseToTellAll(host);
        }
        token.ifPresent(secret -> connections.intercept(showing(secret)));
        return tls.isEmpty()
                ? connections.usePlaintext()
                : connections.useTransportSecurity().sslContext(tls.get().clientContext(Tls.Speech.HTTP_2));
    }

    /// Adds the token to each call.
    public static ClientInterceptor showing(Token token) {
        Metadata headers = new Metadata();
        headers.put(AccessInterceptor.AUTHORIZATION, "Bearer " + token.reveal());
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    /// Refuses to send a token to `host` where other machines could read it on its way: without TLS,
    /// unless the host is this machine or somebody said that it may be so. This machine is `localhost`,
    /// so written, or a loopback address that is written as an address ([InetAddress#ofLiteral]). No name
    /// is looked up: it may mean another machine the next time. The line: `will not send a token to
    /// 10.0.0.1, because nothing is encrypted: use TLS (--tls-ca), or allow it explicitly (--insecure)`.
    ///
    /// @throws StoreException.Refused as said
    @Exercise("4.22")
    void refuseToTellAll(String host) {
        if (tls.isPresent() || isTokenInTheClear || isThisMachine(host)) {
            return;
        }
        throw new StoreException.Refused("will not send a token to " + host + ", because nothing is encrypted: use"
                + " TLS (--tls-ca), or allow it explicitly (--insecure)");
    }

    @Solution
    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
