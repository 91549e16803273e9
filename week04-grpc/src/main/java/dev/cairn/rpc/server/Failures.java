package dev.cairn.rpc.server;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import java.util.concurrent.CompletionException;

/// Makes an answer of whatever was thrown, so that no client waits in vain.
///
/// A [StoreException] is an answer by its kind. Anything else is a bug: the client is told so in one
/// line, and the bug is thrown again by a job of its own, from where it gets to the thread's
/// uncaught-exception handler or, in a simulation, fails the run.
///
/// Thread-safe.
final class Failures {
    private final Background background;

    Failures(Background background) {
        this.background = background;
    }

    /// What a client is told of `failure`.
    ///
    /// @param ofBug what it may conclude if this is a bug: whether the work may have been done
    Reply reply(Throwable failure, Reason ofBug) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StoreException expected) {
            return new Reply.Failure(Reason.problemOf(expected));
        }
        background.start(new Rethrow(cause));
        return Reply.failure(ofBug, "a bug of this node: " + cause.getClass().getSimpleName() + "; its log says where");
    }

    /// Throws what was thrown, where it is seen.
    private record Rethrow(Throwable bug) implements Job {
        @Override
        public String name() {
            return "bug";
        }

        @Override
        public Next step() {
            switch (bug) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                default -> throw new IllegalStateException("a checked exception came out of a store", bug);
            }
        }
    }
}
