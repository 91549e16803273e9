/// id: Z4-36
/// title: a client is told before its room is free
/// invariant: LIVE
/// exercise: 4.10
/// target: dev.cairn.rpc.server.Admission.Permit#releaseAndTell
/// killer: dev.cairn.rpc.server.AdmissionTest#who_is_told_finds_the_room_that_was_given_back_and_draining_waits_for_the_telling
///
/// The answer first, then the bookkeeping. Who sends the next request as soon as the last one is answered finds the server
/// full of a request that is over.
class Permit {
    void releaseAndTell(Runnable telling) {
        Check.that(!isReleased, "a request goes out once");
        isReleased = true;
        try {
            telling.run();
        } finally {
            give(requestBytes);
            told();
        }
    }
}
