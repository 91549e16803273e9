package dev.cairn.rpc.server;

import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import java.util.concurrent.CompletableFuture;

/// What is remembered of a slot: its newest write.
///
/// ```
///               arrives                    applied, or not as the condition is, or nobody knows
///   NotApplied ─────────► UnderWay ───────────────────────────────────────────────────────────► Answered
///        ▲   ◄─────────── surely not applied ──┘                                                   │
///        │                   ▲                                                                     │
///     sequence 0             └────────────── arrives with a higher sequence ◄──────────────────────┘
/// ```
///
/// Immutable.
sealed interface SlotState {
    /// The number of the newest write.
    long sequence();

    /// What tells it from another with this number.
    long hash();

    /// It was handed to the store.
    ///
    /// @param answer what everybody who sent a copy of it waits for
    record UnderWay(RequestId id, long hash, CompletableFuture<Reply> answer) implements SlotState {
        @Override
        public long sequence() {
            return id.sequence();
        }
    }

    /// It has the answer that every copy of it gets. That nobody knows its outcome is such an answer too.
    record Answered(long sequence, long hash, Reply answer) implements SlotState {}

    /// It failed, and surely changed nothing; or there was none yet.
    record NotApplied(long sequence, long hash) implements SlotState {}

    /// What a slot begins with: every write is newer.
    static SlotState fresh() {
        return new NotApplied(0, 0);
    }

    /// What a write that arrives at a slot is to do.
    sealed interface Arrival {
        /// It is new: it is to be handed to the store, and is the newest of its slot from now on.
        record New(UnderWay write) implements Arrival {}

        /// It changes nothing: this is its answer, which may still be under way.
        record Known(CompletableFuture<Reply> answer) implements Arrival {}
    }

    /// What a write with this id and this hash is to do that arrives while this is the state of its slot.
    /// The state does not change by it.
    ///
    /// | its sequence | state | arrival |
    /// |---|---|---|
    /// | lower | any | known: [Reason#REQUEST_STALE] |
    /// | the same, with another hash | any | known: [Reason#REQUEST_STALE] |
    /// | the same | [UnderWay] | known: the answer that is under way; it joins |
    /// | the same | [Answered] | known: that answer |
    /// | the same | [NotApplied] | new: nothing was changed, so it is tried again |
    /// | higher | [UnderWay] | known: [Reason#BUSY] |
    /// | higher | another | new |
    ///
    /// Two writes of one slot are never under way, since their rows might be written in the wrong order.
    /// Where two share one id, the message says `two requests share one id`. A new one has an answer that
    /// nobody has completed yet.
    default Arrival arrival(RequestId id, long requestHash) {
        boolean isSame = id.sequence() == sequence();
        if (id.sequence() < sequence()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE, "request " + id + " is older than " + sequence() + " of its slot"));
        }
        if (isSame && requestHash != hash()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE,
                    "request " + id + " is not the one that arrived before: two requests share one id"));
        }
        return switch (this) {
            case UnderWay newest when isSame -> new Arrival.Known(newest.answer());
            case UnderWay newest ->
                known(Reply.failure(
                        Reason.BUSY, newest.id() + " of the same slot is still under way: ask again later"));
            case Answered newest when isSame -> known(newest.answer());
            case Answered _, NotApplied _ -> new Arrival.New(new UnderWay(id, requestHash, new CompletableFuture<>()));
        };
    }

    /// The state of the slot when the write that was under way has got this answer.
    ///
    /// A failure after which nothing can have been applied is forgotten: the next copy is tried again.
    /// Every other answer is kept for the next copies, and so is [Reason#UNKNOWN_OUTCOME]: to try again
    /// might be to apply twice.
    static SlotState after(UnderWay write, Reply reply) {
        boolean isForgotten =
                reply instanceof Reply.Failure(var problem) && !problem.reason().mayBeApplied();
        return isForgotten
                ? new NotApplied(write.sequence(), write.hash())
                : new Answered(write.sequence(), write.hash(), reply);
    }

    private static Arrival known(Reply reply) {
        return new Arrival.Known(CompletableFuture.completedFuture(reply));
    }
}
