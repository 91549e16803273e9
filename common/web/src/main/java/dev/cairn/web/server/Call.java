package dev.cairn.web.server;

import dev.cairn.web.Route;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request that is being handled and answered, on a thread of its own. When its client leaves, that
/// thread is interrupted.
///
/// Thread-safe.
final class Call implements Runnable {
    private final Route route;
    private final RequestBody body;
    private final AnswerWriter writer;
    private final Site site;
    private final Consumer<Boolean> onEnd;
    private @Nullable WebRequest request;
    private @Nullable Thread thread;
    private boolean isLeft;

    /// @param body of the request, whose room is given back when the handler has returned: the answer may
    ///     take the client long
    /// @param writer takes the answer
    /// @param onEnd is told at the end, once, whether the client has got a whole answer
    Call(Route route, WebRequest request, RequestBody body, AnswerWriter writer, Site site, Consumer<Boolean> onEnd) {
        this.route = route;
        this.request = request;
        this.body = body;
        this.writer = writer;
        this.site = site;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        boolean isWhole = false;
        try {
            isWhole = begin() && answer();
        } finally {
            body.release();
            end();
            onEnd.accept(isWhole);
        }
    }

    /// Nobody waits for the answer any more.
    synchronized void leave() {
        isLeft = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private boolean answer() {
        try {
            return write(handled());
        } catch (InterruptedException e) {
            return false;
        } catch (WebFailure failure) {
            return writeInstead(failure.answer());
        } catch (RuntimeException | Error bug) {
            if (bug instanceof Error || !isLeft() || !isOfInterrupt(bug)) {
                site.watch().bug(bug);
            }
            return writeInstead(bug(route).answer());
        }
    }

    private WebAnswer handled() throws InterruptedException {
        WebRequest asks = Objects.requireNonNull(request, "a call runs once");
        request = null;
        try {
            return route.handler().answer(asks);
        } finally {
            body.release();
        }
    }

    /// Writes the answer. A long one is in memory until the client has taken it, and takes room for that
    /// long; where there is none, who only reads is to read again. What was changed is told in any case.
    private boolean write(WebAnswer answer) throws InterruptedException {
        long taken = answer instanceof WebAnswer.Whole whole ? roomFor(whole) : 0;
        if (taken > 0 && !site.answers().tryTake(taken)) {
            if (route.method() == WebMethod.GET) {
                throw WebFailure.busy("too many bytes are on their way from this node at once: ask again in a moment");
            }
            taken = 0;
        }
        try {
            return writer.write(answer);
        } finally {
            if (taken > 0) {
                site.answers().give(taken);
            }
        }
    }

    private long roomFor(WebAnswer.Whole whole) {
        int length = whole.body().length();
        return length <= AnswerWriter.PIECE_BYTES
                ? 0
                : Math.min(length, site.options().limits().bodiesBytesMax());
    }

    /// Whether that a thread was interrupted is why this was thrown.
    private static boolean isOfInterrupt(Throwable bug) {
        for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException
                    || cause instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }

    private boolean writeInstead(WebAnswer.Whole answer) {
        try {
            return writer.status() == 0 && writer.write(answer);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return !isLeft;
    }

    private synchronized boolean isLeft() {
        return isLeft;
    }

    /// The thread is the executor's again, and not interrupted by us.
    private synchronized void end() {
        thread = null;
        if (isLeft) {
            var _ = Thread.interrupted();
        }
    }

    /// What is told of a bug in a handler. One that may have changed something may have done so before.
    private static WebFailure bug(Route route) {
        return route.method() == WebMethod.GET
                ? bug()
                : new WebFailure(
                        500,
                        "UNKNOWN_OUTCOME",
                        "something went wrong inside this node, and what was asked for may have been done:"
                                + " its log says what",
                        Map.of());
    }

    /// What is told of a bug, before anything was done.
    static WebFailure bug() {
        return new WebFailure(500, "FAILED", "something went wrong inside this node; its log says what", Map.of());
    }
}
