package dev.cairn.rpc.server;

import dev.cairn.common.check.Check;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import java.util.Arrays;
import java.util.Optional;

/// One row of the retry table, as it is on disk.
///
/// Immutable.
sealed interface RetryRow {
    /// A session.
    ///
    /// @param slots how many slots it was promised
    record Opened(SessionId session, int slots) implements RetryRow {
        /// Refuses a number of slots that a key could not tell apart.
        public Opened {
            Check.argument(slots >= 1 && slots <= ServiceOptions.SLOTS_MAX, "%s slots", slots);
        }
    }

    /// The newest write of a slot that has an answer.
    ///
    /// @param hash tells the write from another with the same id: [RetryFormat.RequestHash]
    record Answered(RequestId id, long hash, Answer answer) implements RetryRow {
        /// Refuses a slot that a key could not name.
        public Answered {
            Check.argument(id.slot() < ServiceOptions.SLOTS_MAX, "slot %s", id.slot());
        }
    }

    /// What a write was answered. The codes are on disk, and never change.
    enum Answer {
        /// A batch without a condition was applied.
        DONE(1),
        /// The condition held, and the batch was applied.
        APPLIED(2),
        /// The condition did not hold, and nothing changed.
        NOT_APPLIED(3);

        private final int code;

        Answer(int code) {
            this.code = code;
        }

        /// The answer of that code, if there is one.
        static Optional<Answer> ofCode(int code) {
            return Arrays.stream(values()).filter(answer -> answer.code == code).findFirst();
        }

        int code() {
            return code;
        }

        /// The same in words of the protocol.
        Reply reply() {
            return switch (this) {
                case DONE -> new Reply.Done();
                case APPLIED -> new Reply.Compared(true);
                case NOT_APPLIED -> new Reply.Compared(false);
            };
        }
    }
}
