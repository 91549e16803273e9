/// id: Z4-141
/// title: a name that leads to loopback today is taken for this machine
/// invariant: WHO
/// exercise: 4.22
/// seen: own
/// target: dev.cairn.rpc.access.ClientAccess#refuseToTellAll
/// killer: dev.cairn.rpc.access.GuardTest#a_token_is_not_sent_to_another_machine_for_all_on_the_way
///
/// Names are looked up, by somebody who may answer otherwise the next time. Then the token goes over the network in the
/// clear, and nobody has changed anything here.
class ClientAccess {
    void refuseToTellAll(String host) {
        if (tls.isPresent() || isTokenInTheClear || host.endsWith("localhost")) {
            return;
        }
        try {
            if (InetAddress.ofLiteral(host).isLoopbackAddress()) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // A name.
        }
        throw new StoreException.Refused("will not send a token to " + host + ", because nothing is encrypted: use"
                + " TLS (--tls-ca), or allow it explicitly (--insecure)");
    }
}
