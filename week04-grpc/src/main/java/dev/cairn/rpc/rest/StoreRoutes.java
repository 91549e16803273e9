package dev.cairn.rpc.rest;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebHandler;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
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
    ///
    /// @param clock by which the time of a list ends
    public static List<Route> of(StoreService service, Clock clock) {
        return of(new StoreCalls(service::handle, service::scan, clock));
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
            WebMethod method,
            String pattern,
            Scope scope,
            String summary,
            List<String> parameters,
            WebHandler handler) {
        return new Route(method, pattern, scope, summary, new Judged(parameters, handler));
    }

    /// A handler that is asked only what it understands, and may throw what a store throws.
    ///
    /// @param parameters those that it takes
    private record Judged(List<String> parameters, WebHandler handler) implements WebHandler {
        /// The handler's answer, if the request has no parameters but those ([Parameters#refuseOthers]).
        /// A [StoreException] (a key that is reserved, a batch that is too large) is what it would be,
        /// had the service said it: its problem ([Reason#problemOf]) in the words of HTTP
        /// ([HttpStatuses#failure]).
        @Override
        @Exercise("4.17")
        public WebAnswer answer(WebRequest request) throws InterruptedException {
            Parameters.refuseOthers(request, parameters);
            try {
                return handler.answer(request);
            } catch (StoreException failure) {
                throw HttpStatuses.failure(Reason.problemOf(failure));
            }
        }
    }
}
