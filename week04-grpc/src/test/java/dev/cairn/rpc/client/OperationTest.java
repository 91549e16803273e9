package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One operation, copy by copy, over a wire that is answered by hand. Ids are given by hand too, so that
/// nothing of a session is needed. Each pause is as long as it may be: 10 ms, 20 ms, and so on.
@Tag("4.4")
final class OperationTest {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Reply BUSY = Reply.failure(Reason.BUSY, "too much to do");
    private static final Reply DONE = new Reply.Done();
    private static final Request GET = new Request.Get(utf8("a"), OptionalLong.empty());
    private static final Request WRITE =
            new Request.Write(WriteBatch.builder().put(utf8("a"), utf8("1")).build(), Optional.empty());
    private static final RequestId ID = new RequestId(new SessionId(Bytes.hex("01".repeat(SessionId.LENGTH))), 3, 7);
    private static final RetryOptions ONCE = RetryOptions.DEFAULT.withoutSessions();

    private final World world = new World(1, Trace.off());
    private final HandWire wire = new HandWire();

    @Test
    void a_copy_counts_before_it_is_sent_for_whoever_gives_up_meanwhile() {
        Operation write = operation(WRITE, ONCE, RetryOptions.DEFAULT);
        wire.whenAsked(() -> {
            write.giveUp(Ending.CLOSED);
            return new CompletableFuture<>();
        });
        write.begin();
        assertThat(failure(write))
                .as("told of a write that was given up while its copy went out")
                .isInstanceOf(StoreException.UnknownOutcome.class);
    }

    @Test
    void a_copy_that_fails_inside_of_sending_is_counted_before() {
        Operation read = operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT);
        wire.whenAsked(() -> CompletableFuture.completedFuture(Reply.failure(Reason.FAILED, "disk failed")));
        read.begin();
        assertThat(failure(read)).hasMessage("disk failed");
        Operation write = operation(WRITE, ONCE, RetryOptions.DEFAULT);
        wire.whenAsked(() -> CompletableFuture.completedFuture(BUSY));
        write.begin();
        assertThat(failure(write))
                .hasMessage("the write was not done: tried once in 0 ms, of the last copy BUSY (too much to do), and"
                        + " without a session it is sent only once; try again later");
    }

    @Test
    void nothing_is_sent_under_the_lock() {
        Operation read = operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT);
        List<Boolean> locked = new ArrayList<>();
        wire.whenAsked(() -> {
            locked.add(Thread.holdsLock(read));
            return new CompletableFuture<>();
        });
        read.begin();
        wire.answer(BUSY);
        world.advance(PAUSE);
        assertThat(locked).as("whether who sends holds the lock").containsExactly(false, false);
    }

    @Test
    void without_time_no_copy_goes_out_and_that_is_said() {
        Operation write = operation(WRITE, ONCE, RetryOptions.DEFAULT);
        world.advance(ONCE.deadline());
        write.begin();
        assertThat(wire.copies()).as("copies sent without any time").isEmpty();
        assertThat(failure(write))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("and its time is over;");
    }

    @Test
    void a_copy_has_the_time_of_its_own_operation() {
        Duration patience = Duration.ofMinutes(3);
        RetryOptions patient = RetryOptions.DEFAULT.withDeadline(patience).withAttempt(patience);
        operation(GET, patient, RetryOptions.DEFAULT).begin();
        assertThat(wire.copies().getLast().time())
                .as("how long the copy of a patient operation may take")
                .isEqualTo(patience);
    }

    @Test
    void every_copy_of_a_write_carries_the_id_that_it_was_given() {
        Operation write = operation(WRITE, RetryOptions.DEFAULT, RetryOptions.DEFAULT);
        write.begin(ID);
        wire.answer(Reply.failure(Reason.LOST, "no answer"));
        world.advance(PAUSE);
        wire.answer(BUSY);
        world.advance(PAUSE.multipliedBy(2));
        assertThat(wire.copies().stream().map(copy -> copy.request().id()))
                .as("ids of the copies")
                .containsExactly(Optional.of(ID), Optional.of(ID), Optional.of(ID));
    }

    @Test
    void the_pause_before_a_retry_grows_with_the_copies() {
        operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT).begin();
        for (int failures = 1; failures <= 3; failures++) {
            wire.answer(BUSY);
            Duration pause = PAUSE.multipliedBy(1L << (failures - 1));
            world.advance(pause.minus(NANO));
            assertThat(wire.copies()).as("copies before the pause is over").hasSize(failures);
            world.advance(NANO);
            assertThat(wire.copies()).as("copies after a pause of %s", pause).hasSize(failures + 1);
        }
    }

    @Test
    void the_verdict_counts_all_copies_and_tells_of_the_last() {
        Operation read = operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT);
        read.begin();
        wire.answer(Reply.failure(Reason.LOST, "no answer"));
        world.advance(PAUSE);
        wire.answer(BUSY);
        read.giveUp(Ending.OUT_OF_TIME);
        assertThat(failure(read))
                .hasMessageContaining("tried 2 times in 10 ms, of the last copy BUSY (too much to do), and its time");
    }

    @Test
    void what_is_over_is_not_sent_again() {
        Operation read = operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT);
        read.begin();
        wire.answer(BUSY);
        read.giveUp(Ending.CLOSED);
        world.advance(PAUSE);
        assertThat(wire.copies()).as("copies of a read that ended in the pause").hasSize(1);
        assertThat(failure(read)).isInstanceOf(StoreException.Closed.class).hasMessage("the remote store is closed");
    }

    @Test
    void a_retry_asks_the_budget_before_the_pause() {
        Operation read = operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT.withBudget(0, 1));
        read.begin();
        wire.answer(BUSY);
        world.advance(PAUSE);
        assertThat(wire.copies()).as("copies with a budget of one retry").hasSize(2);
        wire.answer(BUSY);
        assertThat(failure(read))
                .as("told at once, and not after the pause")
                .hasMessageContaining("so much fails that no retries are left");
        world.advance(PAUSE.multipliedBy(2));
        assertThat(wire.copies()).as("copies with a budget of one retry").hasSize(2);
    }

    @Test
    void an_answer_after_a_retry_is_the_answer() {
        Operation read = operation(GET, RetryOptions.DEFAULT, RetryOptions.DEFAULT);
        read.begin();
        wire.answer(BUSY);
        world.advance(PAUSE);
        wire.answer(DONE);
        assertThat(read.answer()).isCompletedWithValue(DONE);
    }

    /// @param all the options of the client, which this operation has others than
    private Operation operation(Request request, RetryOptions own, RetryOptions all) {
        Backoff backoff = new Backoff(all.backoffBase(), all.backoffMax(), new LongestChance());
        RetryBudget budget = new RetryBudget(all.budgetRatio(), all.budgetReserve());
        Sending sending = new Sending(wire, all, world.clock(), new ExactBackground(world), backoff, budget);
        RemoteSession none = new RemoteSession(sending, _ -> {});
        return new Operation(sending, none, request, own, _ -> {});
    }

    private static StoreException failure(Operation operation) {
        assertThat(operation.answer()).as("the end of the operation").isDone();
        return FakeServer.failureOf(operation.answer());
    }
}
