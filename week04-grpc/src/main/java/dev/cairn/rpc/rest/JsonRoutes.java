package dev.cairn.rpc.rest;

import static dev.cairn.rpc.rest.StoreRoutes.route;
import static dev.cairn.web.Scope.READ;
import static dev.cairn.web.Scope.WRITE;
import static dev.cairn.web.WebMethod.DELETE;
import static dev.cairn.web.WebMethod.GET;
import static dev.cairn.web.WebMethod.POST;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.Report.Finding;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.Row;
import dev.cairn.web.Route;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
import java.util.List;

/// The endpoints of the second store: keys are things with paths of their own, and every answer is JSON.
///
/// As thread-safe as what answers.
///
/// @param calls to the store
record JsonRoutes(StoreCalls calls) {
    /// The routes, in the order of their page.
    List<Route> routes() {
        return List.of(
                route(GET, "/keys", READ, "the keys, without values", List.of("limit", "after"), this::keys),
                route(POST, "/keys", WRITE, "puts one key", List.of(), this::put),
                route(GET, "/keys/{key}", READ, "one row", List.of(), this::get),
                route(DELETE, "/keys/{key}", WRITE, "deletes one key", List.of(), this::delete),
                route(
                        GET,
                        "/keys/search",
                        READ,
                        "the rows whose keys begin with a text, or have it in them",
                        List.of("q", "prefix", "limit", "after"),
                        this::search),
                route(POST, "/keys/batch", WRITE, "puts many keys, all or none", List.of(), this::putAll),
                route(DELETE, "/keys/batch", WRITE, "deletes many keys, all or none", List.of(), this::deleteAll),
                route(GET, "/stats", READ, "the figures of the store", List.of(), this::stats),
                route(GET, "/stats_all", READ, "the figures of the store, with its tables", List.of(), this::statsAll),
                route(GET, "/stats/all", READ, "the same as /stats_all", List.of(), this::statsAll));
    }

    /// All keys without their values, page by page ([PageQuestion#of], [PageQuestion#keysOnly]), with the
    /// message `7 keys found`.
    private WebAnswer keys(WebRequest request) {
        PageQuestion question = PageQuestion.of(request, KeyRange.all()).keysOnly();
        return calls.page(question, count -> count + " keys found");
    }

    /// Puts the row of the body ([JsonBody#row]), and answers `Key 'k' set successfully`, with the key as
    /// it is [shown][Answers#shown] and, as data, as [RowFormat#JSON] has a key alone.
    @Exercise("4.21")
    private WebAnswer put(WebRequest request) throws InterruptedException {
        Row row = JsonBody.row(request.body());
        calls.write(request, WriteBatch.builder().put(row.key(), row.value()).build());
        return Answers.done(
                "Key '" + Answers.shown(row.key()) + "' set successfully",
                data -> RowFormat.JSON.appendKey(data, row.key()));
    }

    private WebAnswer get(WebRequest request) throws InterruptedException {
        Bytes key = request.variable("key");
        return Answers.row(key, calls.get(request, key));
    }

    private WebAnswer delete(WebRequest request) throws InterruptedException {
        Bytes key = request.variable("key");
        calls.write(request, WriteBatch.builder().delete(key).build());
        return Answers.done("Key '" + Answers.shown(key) + "' deleted successfully");
    }

    /// The rows whose keys begin with `q`, if `prefix` is true ([Parameters#isTrue]), and else those that
    /// have it in them ([PageQuestion#containing]), page by page, with the message `7 keys found matching
    /// 'q'`, as it is [shown][Answers#shown]. Without `q` the request is refused ([Parameters#required]).
    ///
    /// What begins with a text is a range ([KeyRange#prefix]); only for the other question all rows are
    /// looked at.
    @Exercise("4.19")
    private WebAnswer search(WebRequest request) {
        Bytes text = Parameters.required(request, "q");
        PageQuestion question = Parameters.isTrue(request, "prefix")
                ? PageQuestion.of(request, KeyRange.prefix(text))
                : PageQuestion.of(request, KeyRange.all()).containing(text);
        return calls.page(question, count -> count + " keys found matching '" + Answers.shown(text) + "'");
    }

    /// Puts the rows of the body ([JsonBody#rows]) in one batch, in their order, and tells how many they
    /// were ([#counted], as `inserted`).
    @Exercise("4.21")
    private WebAnswer putAll(WebRequest request) throws InterruptedException {
        List<Row> rows = JsonBody.rows(request.body());
        WriteBatch.Builder batch = WriteBatch.builder();
        rows.forEach(row -> batch.put(row.key(), row.value()));
        calls.write(request, batch.build());
        return counted(rows.size(), "inserted");
    }

    /// Deletes the keys of the body ([JsonBody#keys]) in one batch, there or not, and tells how many they
    /// were ([#counted], as `deleted`).
    @Exercise("4.21")
    private WebAnswer deleteAll(WebRequest request) throws InterruptedException {
        List<Bytes> keys = JsonBody.keys(request.body());
        WriteBatch.Builder batch = WriteBatch.builder();
        keys.forEach(batch::delete);
        calls.write(request, batch.build());
        return counted(keys.size(), "deleted");
    }

    private static WebAnswer counted(int count, String what) {
        return Answers.done(count + " keys " + what + " successfully", new Report().with("count", count));
    }

    private WebAnswer stats(WebRequest request) throws InterruptedException {
        Report all = calls.figures(request, new Request.Stats());
        return Answers.done("Stats retrieved", new Report().with("stats", withoutTables(all)));
    }

    private WebAnswer statsAll(WebRequest request) throws InterruptedException {
        Report all = calls.figures(request, new Request.Stats());
        return Answers.done("Stats retrieved", new Report().with("stats", all));
    }

    /// All findings of `report` in their order, but for tables, which may be long; in sections too,
    /// however deep.
    private static Report withoutTables(Report report) {
        Report figures = new Report();
        report.findings().forEach((name, finding) -> {
            switch (finding) {
                case Finding.Count(long count) -> figures.with(name, count);
                case Finding.Ratio(double ratio) -> figures.with(name, ratio);
                case Finding.Text(String text) -> figures.with(name, text);
                case Finding.Flag(boolean flag) -> figures.with(name, flag);
                case Finding.Section(Report section) -> figures.with(name, withoutTables(section));
                case Finding.Table _ -> {}
            }
        });
        return figures;
    }
}
