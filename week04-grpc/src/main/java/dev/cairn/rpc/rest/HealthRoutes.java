package dev.cairn.rpc.rest;

import static dev.cairn.rpc.rest.StoreRoutes.route;
import static dev.cairn.web.Scope.NONE;
import static dev.cairn.web.WebMethod.GET;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.web.Route;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What machines ask that watch a node. Nobody is asked who they are here, and nothing is told but the
/// one word.
///
/// As thread-safe as what answers.
///
/// @param calls to the store
record HealthRoutes(StoreCalls calls) {
    private static final String WHY = "this node cannot serve now: its log says why";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Request QUESTION = new Request.Get(Bytes.utf8("readyz"), OptionalLong.empty());

    /// The routes, in the order of their page.
    List<Route> routes() {
        return List.of(
                route(
                        GET,
                        "/health",
                        NONE,
                        "the process answers, as JSON",
                        List.of(),
                        _ -> Answers.done("Cairn is running")),
                route(GET, "/healthz", NONE, "the process answers", List.of(), _ -> WebAnswer.text(200, "ok\n")),
                route(GET, "/readyz", NONE, "the store answers a read within a second", List.of(), this::ready));
    }

    /// `ok` and a line's end, if the store answers [#QUESTION] within [#PATIENCE]. Else 503, whatever the
    /// status of the failure would be elsewhere: with the reason's name, whichever it is, [#WHY] as its
    /// message (any other might name files, and nobody was asked who they are), and `retry-after: 1`. Who
    /// watches a node knows two answers.
    @Exercise("4.17")
    private WebAnswer ready(WebRequest request) throws InterruptedException {
        if (calls.reply(QUESTION, PATIENCE) instanceof Reply.Failure(var problem)) {
            throw new WebFailure(503, problem.reason().name(), WHY, Map.of("retry-after", "1"));
        }
        return WebAnswer.text(200, "ok\n");
    }
}
