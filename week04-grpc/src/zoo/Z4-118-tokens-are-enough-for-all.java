/// id: Z4-118
/// title: with tokens a door is opened to all although nothing is encrypted
/// invariant: WHO
/// exercise: 4.22
/// seen: own
/// target: dev.cairn.rpc.access.Guard#refuseWide
/// killer: dev.cairn.rpc.access.GuardTest#a_wide_address_needs_tls_or_a_word_for_it
///
/// Everybody is asked for a token, and everybody on the way reads it. From then on they have it too.
class Guard {
    void refuseWide(int port, String shown) {
        if (tls.isEmpty() && access.isEmpty() && !isOpenToAll) {
            throw new StoreException.Refused("will not listen at " + shown + ": other machines reach that address, and"
                    + " nothing is encrypted; give a certificate (--tls-cert and --tls-key), listen at 127.0.0.1:"
                    + port + ", or allow it explicitly (--insecure)");
        }
    }
}
