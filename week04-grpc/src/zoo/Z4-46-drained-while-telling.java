/// id: Z4-46
/// title: a server is drained while somebody is still being told
/// invariant: DUR
/// exercise: 4.10
/// target: dev.cairn.rpc.server.Admission#completeIfDrained
/// killer: dev.cairn.rpc.server.AdmissionTest#draining_waits_for_the_last_one_to_be_told
///
/// Nobody is in, so all is over. The last one has gone out and is about to be told: whoever waited for the end closes the
/// connection, and an answer that was there is not sent.
class Admission {
    private void completeIfDrained() {
        boolean isDrained;
        synchronized (this) {
            isDrained = isDraining && requests == 0;
        }
        if (isDrained) {
            drained.complete(null);
        }
    }
}
