package dev.cairn.rpc.rest;

import static dev.cairn.rpc.rest.StoreRoutes.route;
import static dev.cairn.web.Scope.ADMIN;
import static dev.cairn.web.Scope.READ;
import static dev.cairn.web.Scope.WRITE;
import static dev.cairn.web.WebMethod.DELETE;
import static dev.cairn.web.WebMethod.GET;
import static dev.cairn.web.WebMethod.POST;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.Row;
import dev.cairn.web.Route;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
import java.util.List;

/// The endpoints of the first store: a verb in the path, the key in the query, lines and raw values as
/// answers.
///
/// As thread-safe as what answers.
///
/// @param calls to the store
record PlainRoutes(StoreCalls calls) {
    /// The routes, in the order of their page.
    List<Route> routes() {
        return List.of(
                route(POST, "/set", WRITE, "puts one key", List.of(), this::set),
                route(GET, "/get", READ, "the value of a key, as it is", List.of("key"), this::get),
                route(DELETE, "/delete", WRITE, "deletes one key", List.of("key"), this::delete),
                route(
                        GET,
                        "/scan",
                        READ,
                        "the rows of a range, or all",
                        List.of("start", "end", "limit", "after"),
                        this::scan),
                route(POST, "/flush", ADMIN, "writes what is in memory to a table", List.of(), this::flush),
                route(POST, "/compact", ADMIN, "merges all tables", List.of(), this::compact));
    }

    /// Puts the row of the body ([JsonBody#row]), and answers `OK: stored key =k` and a line's end, with
    /// the key as it is [shown][Answers#shown]. The blanks are as the first store has them.
    @Exercise("4.21")
    private WebAnswer set(WebRequest request) throws InterruptedException {
        Row row = JsonBody.row(request.body());
        calls.write(request, WriteBatch.builder().put(row.key(), row.value()).build());
        return WebAnswer.text(200, "OK: stored key =" + Answers.shown(row.key()) + "\n");
    }

    private WebAnswer get(WebRequest request) throws InterruptedException {
        Bytes key = Parameters.key(request);
        return Answers.raw(key, calls.get(request, key));
    }

    /// Deletes the key of the query ([Parameters#key]), there or not, and answers `OK: deleted key = k`
    /// and a line's end, with the key as it is [shown][Answers#shown].
    @Exercise("4.17")
    private WebAnswer delete(WebRequest request) throws InterruptedException {
        Bytes key = Parameters.key(request);
        calls.write(request, WriteBatch.builder().delete(key).build());
        return WebAnswer.text(200, "OK: deleted key = " + Answers.shown(key) + "\n");
    }

    /// The rows from `start` on and before `end` ([Parameters#bound] of each), page by page
    /// ([PageQuestion#of]), with the message `7 records found`.
    private WebAnswer scan(WebRequest request) {
        KeyRange range = new KeyRange(Parameters.bound(request, "start"), Parameters.bound(request, "end"));
        return calls.page(PageQuestion.of(request, range), count -> count + " records found");
    }

    private WebAnswer flush(WebRequest request) throws InterruptedException {
        var _ = calls.figures(request, new Request.Flush());
        return WebAnswer.text(200, "Flush Complete.\n");
    }

    private WebAnswer compact(WebRequest request) throws InterruptedException {
        var _ = calls.figures(request, new Request.Compact(KeyRange.all()));
        return WebAnswer.text(200, "Compaction Complete.\n");
    }
}
