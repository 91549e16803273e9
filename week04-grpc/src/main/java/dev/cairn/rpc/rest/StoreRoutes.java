package dev.cairn.rpc.rest;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebHandler;
import dev.cairn.web.WebMethod;
import java.util.List;
import java.util.stream.Stream;

/// The routes of a node's store: the door of this package.
///
/// | family | forms | class |
/// |---|---|---|
/// | of the first store | lines of text, raw values | [PlainRoutes] |
/// | of the second store | JSON, `{"success":true,"message":"...","data":{...}}` | [JsonRoutes] |
/// | of the node | whether it answers, and whether it can serve | [HealthRoutes] |
///
/// They are two ways to the same rows. Errors have one form everywhere ([dev.cairn.web.WebFailure]).
///
/// Thread-safe: there is no state.
public final class StoreRoutes {
    private StoreRoutes() {}

    /// All routes over `service`, which stays the caller's to close.
    public static List<Route> of(StoreService service) {
        return of(new StoreCalls(service::handle, service::scan));
    }

    /// All routes over anything that answers.
    static List<Route> of(StoreCalls calls) {
        return Stream.of(
                        new PlainRoutes(calls).routes(),
                        new JsonRoutes(calls).routes(),
                        new HealthRoutes(calls).routes())
                .flatMap(List::stream)
                .toList();
    }

    /// A route that takes these parameters and no others, and whose handler may throw what a store throws.
    static Route route(
            WebMethod method, String pattern, Scope scope, String summary, List<String> parameters, WebHandler handler) {
        return new Route(method, pattern, scope, summary, request -> {
            Parameters.refuseOthers(request, parameters);
            try {
                return handler.answer(request);
            } catch (StoreException failure) {
                throw HttpStatuses.failure(Reason.problemOf(failure));
            }
        });
    }
}
