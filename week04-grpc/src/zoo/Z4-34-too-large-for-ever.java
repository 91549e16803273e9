/// id: Z4-34
/// title: a request that is larger than all room never gets in
/// invariant: LIVE
/// exercise: 4.10
/// target: dev.cairn.rpc.server.Admission#admit
/// killer: dev.cairn.rpc.server.AdmissionTest#one_that_is_too_large_gets_in_alone_and_then_no_other
///
/// The sum must not be above the limit, and with this one it always is. The client is told to come later, does so until its
/// time is over, and could do so for a year. It may be let in alone, or must be refused for good.
class Admission {
    synchronized Verdict admit(long requestBytes) {
        if (isDraining) {
            return out(Reason.UNAVAILABLE, "this node is going down: ask another, or ask again later");
        }
        if (requests >= requestsMax || requestBytes > bytesMax - bytes) {
            return out(Reason.BUSY, requests + " requests are under way, which is all that may be: ask again later");
        }
        requests++;
        bytes += requestBytes;
        return new Verdict.In(new Permit(requestBytes));
    }
}
