package dev.cairn.rpc.peer;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import java.time.Duration;

/// What nodes say to each other: a question, or the answer to one.
///
/// Its text is short, for traces. Immutable.
public sealed interface PeerMessage {
    /// Tells the questions of one node from each other, those of its earlier lives too.
    long id();

    /// A question.
    ///
    /// @param timeLeft after which nobody waits for the answer any more
    record Ask(long id, Request request, Duration timeLeft) implements PeerMessage {
        @Override
        public String toString() {
            return "ask " + Long.toHexString(id) + ", " + request.getClass().getSimpleName() + idOf(request);
        }
    }

    /// The answer to the question with the same id.
    record Answer(long id, Reply reply) implements PeerMessage {
        @Override
        public String toString() {
            String what = reply instanceof Reply.Failure(Problem problem)
                    ? problem.reason().name()
                    : reply.getClass().getSimpleName();
            return "answer " + Long.toHexString(id) + ", " + what;
        }
    }

    private static String idOf(Request request) {
        return request.id().map(id -> " " + id.slot() + "/" + id.sequence()).orElse("");
    }
}
