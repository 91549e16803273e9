/// id: Z4-28
/// title: the bytes of a request are not given back
/// invariant: BOUND
/// exercise: 4.10
/// target: dev.cairn.rpc.server.Admission#give
/// killer: dev.cairn.rpc.server.AdmissionProperties#no_room_is_lost_however_requests_end
///
/// The count of requests goes down, and the count of bytes does not. Nothing shows until as many bytes have come as may be
/// under way at once; then only one request at a time gets in, for ever.
class Admission {
    private synchronized void give(long requestBytes) {
        requests--;
        telling++;
    }
}
