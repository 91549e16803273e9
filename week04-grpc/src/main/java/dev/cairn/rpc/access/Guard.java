package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import java.net.InetSocketAddress;
import java.util.Optional;

/// What stands between a door and those who must not come in. The same value protects every door of a node.
///
/// Immutable.
///
/// @param tls what encrypts connections, and perhaps asks clients for certificates
/// @param access what asks each call for a token
/// @param isOpenToAll whether somebody said that other machines may reach the door although nothing is
///     encrypted
public record Guard(Optional<Tls> tls, Optional<Access> access, boolean isOpenToAll) {
    private static final Guard NONE = new Guard(Optional.empty(), Optional.empty(), false);

    /// Nothing: enough for a door that only this machine reaches, if all its users are trusted.
    public static Guard none() {
        return NONE;
    }

    /// The same with TLS.
    public Guard withTls(Tls other) {
        return new Guard(Optional.of(other), access, isOpenToAll);
    }

    /// The same with tokens.
    public Guard withAccess(Access other) {
        return new Guard(tls, Optional.of(other), isOpenToAll);
    }

    /// The same, with somebody who is told whom the doors did not let in.
    public Guard watchedBy(AccessWatch watch) {
        return new Guard(tls, access.map(asked -> asked.watchedBy(watch)), isOpenToAll);
    }

    /// The same, open to other machines without TLS.
    public Guard openToAll() {
        return new Guard(tls, access, true);
    }

    /// Refuses to let other machines reach a door by which everything can be read on its way.
    ///
    /// @param shown the address as it was given
    /// @throws StoreException.Refused if the address is not a loopback address, there is no TLS, and nobody
    ///     said that it may be open to all
    public void refuseOpen(InetSocketAddress address, String shown) {
        if (isWide(address)) {
            refuseWide(address.getPort(), shown);
        }
    }

    /// What whoever opened a door at this address should be told; empty if nothing is amiss.
    ///
    /// @param shown the address as it was given
    public Optional<String> exposure(InetSocketAddress address, String shown) {
        return isWide(address) ? exposureOfWide(shown) : Optional.empty();
    }

    /// Refuses a door that other machines reach, if there is no TLS and nobody said that it may be open
    /// to all. The line names the address, what is wrong with it, and the three ways out: `will not
    /// listen at 0.0.0.0:4610: other machines reach that address, and nothing is encrypted; give a
    /// certificate (--tls-cert and --tls-key), listen at 127.0.0.1:4610, or allow it explicitly
    /// (--insecure)`, with `port` behind 127.0.0.1. Tokens alone do not help: whoever is on the way would
    /// read them.
    ///
    /// @param shown the address as it was given
    /// @throws StoreException.Refused as said
    @Exercise("4.22")
    void refuseWide(int port, String shown) {
        if (tls.isEmpty() && !isOpenToAll) {
            throw new StoreException.Refused("will not listen at " + shown + ": other machines reach that address, and"
                    + " nothing is encrypted; give a certificate (--tls-cert and --tls-key), listen at 127.0.0.1:"
                    + port + ", or allow it explicitly (--insecure)");
        }
    }

    /// What is amiss with a door that other machines reach, by the first of these that is so:
    ///
    /// | if | then |
    /// |---|---|
    /// | nobody is asked who they are, neither for tokens nor, by TLS, for certificates | [#anybody] |
    /// | nothing is encrypted | [#readOnTheWay] |
    /// | anything else | nothing |
    ///
    /// @param shown the address as it was given
    @Exercise("4.22")
    Optional<String> exposureOfWide(String shown) {
        boolean asks = access.isPresent() || tls.stream().anyMatch(Tls::asksClients);
        if (!asks) {
            return Optional.of(anybody(shown));
        }
        return tls.isEmpty() ? Optional.of(readOnTheWay(shown)) : Optional.empty();
    }

    private static String anybody(String shown) {
        return "whoever reaches " + shown + " may read, write and delete everything: ask for tokens (--tokens) or for"
                + " certificates (--tls-ca)";
    }

    private static String readOnTheWay(String shown) {
        return "nothing is encrypted at " + shown + ": whoever is on the way reads the data and the tokens; give a"
                + " certificate (--tls-cert and --tls-key)";
    }

    private static boolean isWide(InetSocketAddress address) {
        return address.isUnresolved() || !address.getAddress().isLoopbackAddress();
    }
}
