/// id: Z4-33
/// title: a request with no time left is in time
/// invariant: BOUND
/// exercise: 4.10
/// target: dev.cairn.rpc.server.StoreService#isTooLate
/// killer: dev.cairn.rpc.server.StoreServiceTest#what_comes_when_its_time_is_over_is_not_begun
///
/// Less than nothing is too late, and nothing is not less than nothing. Time left is cut to whole units on its way and
/// never negative there, so this is the very number with which those arrive who have left.
class StoreService {
    static boolean isTooLate(Duration timeLeft) {
        return timeLeft.isNegative();
    }
}
