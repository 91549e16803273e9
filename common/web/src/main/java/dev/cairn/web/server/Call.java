package dev.cairn.web.server;

import dev.cairn.web.Route;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request that is being handled and answered, on a thread of its own. When its client leaves, that
/// thread is interrupted.
///
/// Thread-safe.
final class Call implements Runnable {
    private final Route route;
    private final WebRequest request;
    private final AnswerWriter writer;
    private final WebWatch watch;
    private final Consumer<Boolean> onEnd;
    private @Nullable Thread thread;
    private boolean isLeft;

    /// @param writer takes the answer
    /// @param onEnd is told at the end, once, whether the client has got a whole answer
    Call(Route route, WebRequest request, AnswerWriter writer, WebWatch watch, Consumer<Boolean> onEnd) {
        this.route = route;
        this.request = request;
        this.writer = writer;
        this.watch = watch;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        boolean isWhole = false;
        try {
            isWhole = begin() && answer();
        } finally {
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
            return writer.write(route.handler().answer(request));
        } catch (InterruptedException e) {
            return false;
        } catch (WebFailure failure) {
            return writeInstead(failure.answer());
        } catch (RuntimeException | Error bug) {
            if (!isLeft()) {
                watch.bug(bug);
            }
            return writeInstead(bug().answer());
        }
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

    /// What is told of a bug.
    static WebFailure bug() {
        return new WebFailure(500, "FAILED", "something went wrong inside this node; its log says what", Map.of());
    }
}
