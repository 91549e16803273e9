/// id: Z4-129
/// title: a pause that is doubled too often is below nothing
/// invariant: LIVE
/// exercise: 4.15
/// seen: own
/// target: dev.cairn.rpc.grpc.GrpcTransport.Options#reconnectNanos
/// killer: dev.cairn.rpc.grpc.GrpcTransportTest#the_pause_reaches_a_maximum_that_has_no_double
///
/// Doubled as long as it is below the maximum. With a large maximum the double is larger than the largest number, so it is below
/// zero, and then it is zero for ever: the peer that was away for longest is asked all the time.
class Options {
    long reconnectNanos(int failures) {
        long nanos = reconnectMin.toNanos();
        long max = reconnectMax.toNanos();
        for (int i = 1; i < failures && nanos < max; i++) {
            nanos *= 2;
        }
        return Math.min(nanos, max);
    }
}
