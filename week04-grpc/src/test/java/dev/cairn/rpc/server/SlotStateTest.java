package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.id;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.server.SlotState.Arrival;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rule of arrival, row by row; then what becomes of a write.
@Tag("4.7")
class SlotStateTest {
    private static final long HASH = 77;
    private static final SlotState.UnderWay WRITE = new SlotState.UnderWay(id(0, 5), HASH, new CompletableFuture<>());
    private static final SlotState ANSWERED = new SlotState.Answered(5, HASH, DONE);
    private static final SlotState NOT_APPLIED = new SlotState.NotApplied(5, HASH);

    @Test
    void a_lower_sequence_is_stale_in_every_state() {
        for (SlotState state : new SlotState[] {WRITE, ANSWERED, NOT_APPLIED}) {
            assertThat(refusal(state.arrival(id(0, 4), HASH))).isEqualTo(Reason.REQUEST_STALE);
        }
    }

    @Test
    void another_write_with_the_same_id_is_stale_in_every_state() {
        for (SlotState state : new SlotState[] {WRITE, ANSWERED, NOT_APPLIED}) {
            Arrival arrival = state.arrival(id(0, 5), HASH + 1);
            assertThat(refusal(arrival)).isEqualTo(Reason.REQUEST_STALE);
            assertThat(((Reply.Failure) known(arrival)).problem().message()).contains("two requests share one id");
        }
    }

    @Test
    void a_copy_of_a_write_that_is_under_way_joins_it() {
        assertThat(WRITE.arrival(id(0, 5), HASH)).isEqualTo(new Arrival.Known(WRITE.answer()));
    }

    @Test
    void a_copy_of_a_write_that_is_answered_gets_the_same_answer() {
        assertThat(known(ANSWERED.arrival(id(0, 5), HASH))).isEqualTo(DONE);
    }

    @Test
    void a_copy_of_a_write_that_was_not_applied_is_tried_again() {
        SlotState.UnderWay again = begun(NOT_APPLIED.arrival(id(0, 5), HASH));
        assertThat(again.id()).isEqualTo(id(0, 5));
        assertThat(again.hash()).isEqualTo(HASH);
        assertThat(again.answer()).isNotDone();
    }

    @Test
    void a_higher_sequence_is_new_unless_another_is_under_way() {
        assertThat(begun(ANSWERED.arrival(id(0, 9), HASH)).id()).isEqualTo(id(0, 9));
        assertThat(begun(NOT_APPLIED.arrival(id(0, 6), 1)).hash()).isEqualTo(1);
        assertThat(refusal(WRITE.arrival(id(0, 6), HASH))).isEqualTo(Reason.BUSY);
    }

    @Test
    void a_fresh_slot_takes_every_sequence_and_every_hash() {
        assertThat(begun(SlotState.fresh().arrival(id(0, 1), 0)).sequence()).isEqualTo(1);
        assertThat(begun(SlotState.fresh().arrival(id(0, Long.MAX_VALUE), -1)).sequence())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void an_answer_is_kept_and_so_is_that_a_condition_did_not_hold() {
        assertThat(SlotState.after(WRITE, DONE)).isEqualTo(ANSWERED);
        Reply notAsExpected = Asked.compared(false);
        assertThat(SlotState.after(WRITE, notAsExpected)).isEqualTo(new SlotState.Answered(5, HASH, notAsExpected));
    }

    @Test
    void that_nobody_knows_is_kept_too_and_what_surely_failed_is_forgotten() {
        Reply unknown = Reply.failure(Reason.UNKNOWN_OUTCOME, "?");
        assertThat(SlotState.after(WRITE, unknown)).isEqualTo(new SlotState.Answered(5, HASH, unknown));
        for (Reason reason : Reason.values()) {
            Reply failure = Reply.failure(reason, "!");
            assertThat(SlotState.after(WRITE, failure))
                    .as("the slot after %s", reason)
                    .isEqualTo(reason.mayBeApplied() ? new SlotState.Answered(5, HASH, failure) : NOT_APPLIED);
        }
    }

    @Test
    void a_hash_counts_with_all_its_bits() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertThat(refusal(ANSWERED.arrival(id(0, 5), HASH ^ 1L << bit)))
                    .as("another hash, in bit %s", bit)
                    .isEqualTo(Reason.REQUEST_STALE);
        }
    }

    private static SlotState.UnderWay begun(Arrival arrival) {
        assertThat(arrival)
                .as("an arrival that should be new, with %s", answerOf(arrival))
                .isInstanceOf(Arrival.New.class);
        return ((Arrival.New) arrival).write();
    }

    /// What it has for an answer, for a message.
    private static String answerOf(Arrival arrival) {
        return switch (arrival) {
            case Arrival.New(SlotState.UnderWay write) -> "a new write " + write.id();
            case Arrival.Known(var answer) ->
                answer.isDone() ? "the answer " + answer.resultNow() : "an answer that is under way";
        };
    }

    private static Reply known(Arrival arrival) {
        assertThat(arrival)
                .as("an arrival that should be known, with %s", answerOf(arrival))
                .isInstanceOf(Arrival.Known.class);
        return Asked.reply(((Arrival.Known) arrival).answer());
    }

    private static Reason refusal(Arrival arrival) {
        return reason(known(arrival));
    }
}
