package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Asks the store for what came by HTTP, and waits for its answer as long as the client does.
///
/// As thread-safe as what answers.
///
/// @param answers to a request in the time that is left; it never fails with an exception
/// @param scans opens a scan; a failure shows at the first chunk
/// @param clock by which the time of a list ends
record StoreCalls(
        BiFunction<Request, Duration, CompletableFuture<Reply>> answers,
        Function<ScanQuestion, ServedRows> scans,
        Clock clock) {

    /// The value of `key`, of this moment; empty if it is absent. ([#ask]; another reply than
    /// [Reply.Value] is a bug, which [Check#that] reports.)
    @Exercise("4.17")
    Optional<Bytes> get(WebRequest request, Bytes key) throws InterruptedException {
        Reply reply = ask(request, new Request.Get(key, OptionalLong.empty()));
        Check.that(reply instanceof Reply.Value, "a read is answered by a value, and not by %s", reply);
        return ((Reply.Value) reply).value();
    }

    /// Applies a batch as one. Without an id: an HTTP client that sends a put again gets what it wanted.
    void write(WebRequest request, WriteBatch batch) throws InterruptedException {
        Reply reply = ask(request, new Request.Write(batch, Optional.empty()));
        Check.that(reply instanceof Reply.Done, "a write that is not refused is done, and is no %s", reply);
    }

    /// What came of an operation, or what the store holds.
    Report figures(WebRequest request, Request operation) throws InterruptedException {
        Reply reply = ask(request, operation);
        Check.that(reply instanceof Reply.Figures, "an operation is answered by figures, and not by %s", reply);
        return ((Reply.Figures) reply).report();
    }

    /// One page of rows, on its way: the rows of a scan ([PageQuestion#scan]) as a [RowPage] that has
    /// begun ([RowPage#begin]), with status 200 and the type [WebAnswer#JSON]. What fails before the
    /// first of them fails here, and has a status of its own. Its time ([PageQuestion#time]) begins now,
    /// and when it is over ([Clock#nanoTime]) the page is late, and ends.
    ///
    /// @param message of the number of rows
    WebAnswer page(PageQuestion question, Function<Long, String> message) {
        long beginNanos = clock.nanoTime();
        BooleanSupplier isLate =
                () -> clock.nanoTime() - beginNanos >= question.time().toNanos();
        RowPage page = new RowPage(scans.apply(question.scan()), question, isLate, message);
        page.begin();
        return new WebAnswer.Stream(200, Map.of("content-type", WebAnswer.JSON), page);
    }

    /// The store's answer ([#reply]) to `request`, waited for as long as the client says
    /// ([Parameters#patience]). A failure is thrown, in the words of HTTP ([HttpStatuses#failure]).
    @Exercise("4.17")
    private Reply ask(WebRequest web, Request request) throws InterruptedException {
        Reply reply = reply(request, Parameters.patience(web));
        if (reply instanceof Reply.Failure(var problem)) {
            throw HttpStatuses.failure(problem);
        }
        return reply;
    }

    /// The store's answer, waited for no longer than `patience`; so long is also the time that the store
    /// is told to have left.
    ///
    /// When it is over without an answer, the client is told what it may conclude: of a request that may
    /// change something ([Request#isWrite]) [Reason#UNKNOWN_OUTCOME], since it was begun and goes on, and
    /// of any other [Reason#TOO_LATE], in words of your own. An answer that fails with an exception after
    /// all is a bug, and thrown on as [IllegalStateException].
    ///
    /// @throws InterruptedException if the client has left; what was begun goes on
    @Exercise("4.17")
    Reply reply(Request request, Duration patience) throws InterruptedException {
        try {
            return answers.apply(request, patience).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return Reply.failure(
                    request.isWrite() ? Reason.UNKNOWN_OUTCOME : Reason.TOO_LATE,
                    "no answer to this " + request.label() + " within " + patience.toMillis()
                            + " ms: give it more time (" + Parameters.TIMEOUT + ")");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an answer of the store failed with an exception", bug.getCause());
        }
    }
}
