/// id: Z4-07
/// title: each operation sends again as often as it has time
/// invariant: BOUND
/// exercise: 4.3
/// seen: event storm of a prototype; TigerBeetle, note on metastable failure
/// target: dev.cairn.rpc.client.RetryBudget#tryTake
/// killer: dev.cairn.rpc.client.LoadTest#a_server_that_is_down_for_a_minute_meets_no_storm
///
/// Each operation for itself is modest: it pauses, and longer each time. But all of them fail together, and all come
/// back. A server that is down for a minute is asked ten times what it is asked on a good day, and falls over again.
class RetryBudget {
    synchronized boolean tryTake() {
        thousandths = Math.max(0, thousandths - TOKEN);
        return true;
    }
}
