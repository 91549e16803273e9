/// id: Z4-140
/// title: how long the client waits is read, and not used
/// invariant: LIVE
/// exercise: 4.17
/// seen: own
/// target: dev.cairn.rpc.rest.StoreCalls#ask
/// killer: dev.cairn.rpc.rest.StoreCallsTest#a_client_says_how_long_it_waits
///
/// The header is refused if it is no number, so it looks understood. A client with 50 ms waits ten seconds.
class StoreCalls {
    private Reply ask(WebRequest web, Request request) throws InterruptedException {
        var _ = Parameters.patience(web);
        Reply reply = reply(request, Parameters.PATIENCE);
        if (reply instanceof Reply.Failure(var problem)) {
            throw HttpStatuses.failure(problem);
        }
        return reply;
    }
}
