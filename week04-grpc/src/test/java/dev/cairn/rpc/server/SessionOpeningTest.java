package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How sessions begin, and when their time begins again: without a service and its jobs around them.
@Tag("4.9")
class SessionOpeningTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ServiceOptions OPTIONS = ServiceOptions.defaults().withSessions(2, 4, MINUTE);

    private final World world = new World(1);
    private final SlowStore store = new SlowStore();
    private final RetryTable table = new RetryTable(OPTIONS);
    private final OnceOnly once = over(store, table);

    @Test
    void a_session_is_heard_of_when_its_row_is_there_and_has_its_slots() {
        CompletableFuture<Reply> opening = once.open();
        assertThat(opening).isNotDone();
        store.finish();
        Reply.SessionOpened opened = (Reply.SessionOpened) Asked.reply(opening);
        assertThat(opened.slots()).isEqualTo(4);
        assertThat(opened.timeToLive()).isEqualTo(MINUTE);
        Bytes key = RetryFormat.key(opened.session());
        assertThat(store.get(key).map(row -> RetryFormat.decoded(key, row)))
                .contains(new RetryRow.Opened(opened.session(), 4));
        RequestId last = new RequestId(opened.session(), 3, 1);
        CompletableFuture<Reply> write = once.write(Asked.put(last, "a", "1"), last);
        store.finish();
        assertThat(write).isCompletedWithValue(DONE);
    }

    @Test
    void those_that_are_being_opened_take_room_as_those_that_are_open() {
        CompletableFuture<Reply> first = once.open();
        CompletableFuture<Reply> second = once.open();
        assertThat(reason(once.open())).as("with two on their way").isEqualTo(Reason.BUSY);
        store.finishAll();
        assertThat(Asked.reply(first)).isNotEqualTo(Asked.reply(second));
        assertThat(reason(once.open())).as("with two that are open").isEqualTo(Reason.BUSY);
        assertThat(once.sessions()).isEqualTo(2);
        assertThat(store.writes()).isEqualTo(2);
    }

    @Test
    void an_opening_that_fails_takes_no_room_and_says_what_is_known_of_it() {
        for (int each = 0; each < 3; each++) {
            CompletableFuture<Reply> failed = once.open();
            store.fail(new StoreException.Failed("disk", new IllegalStateException()));
            assertThat(reason(failed)).isEqualTo(Reason.FAILED);
            CompletableFuture<Reply> unknown = once.open();
            store.fail(new ArithmeticException("what a bug"));
            assertThat(reason(unknown)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        }
        assertThat(once.sessions()).isZero();
        CompletableFuture<Reply> opened = once.open();
        store.finish();
        assertThat(Asked.reply(opened)).isInstanceOf(Reply.SessionOpened.class);
    }

    @Test
    void a_bug_that_is_thrown_at_once_leaves_nothing_under_way() {
        open();
        CompletableFuture<Reply> bug = once.once(id(0, 1), 5, throwing(new ArithmeticException("what a bug")));
        assertThat(reason(bug)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        CompletableFuture<Reply> error = once.once(id(1, 1), 5, () -> {
            throw new StackOverflowError("what a bug");
        });
        assertThat(reason(error)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        CompletableFuture<Reply> next = once.once(id(1, 2), 5, () -> CompletableFuture.completedFuture(DONE));
        assertThat(next).as("the next write of the slot").isCompletedWithValue(DONE);
    }

    @Test
    void a_session_is_used_again_when_a_write_of_it_has_its_answer() {
        open();
        var _ = once.write(Asked.put(id(0, 1), "a", "1"), id(0, 1));
        world.advance(MINUTE.dividedBy(2));
        store.finish();
        assertThat(once.nextExpiryNanos()).as("time that is left").hasValue(MINUTE.toNanos());
    }

    @Test
    @Tag("4.12")
    void sessions_whose_time_is_over_make_room_for_another() {
        OnceOnly quick = over(new MemoryStore(), new RetryTable(OPTIONS));
        for (int each = 0; each < 2; each++) {
            assertThat(Asked.reply(quick.open())).isInstanceOf(Reply.SessionOpened.class);
        }
        world.advance(MINUTE.minusNanos(1));
        assertThat(reason(quick.open())).isEqualTo(Reason.BUSY);
        world.advance(Duration.ofNanos(1));
        assertThat(Asked.reply(quick.open())).isInstanceOf(Reply.SessionOpened.class);
    }

    @Test
    @Tag("4.12")
    void a_deletion_that_is_thrown_back_at_once_leaves_the_session_alive() {
        open();
        store.throwAtOnce(new StoreException.Failed("disk", new IllegalStateException()));
        assertThat(reason(once.close(SESSION))).isEqualTo(Reason.FAILED);
        store.mend();
        CompletableFuture<Reply> write = once.write(Asked.put(id(0, 1), "a", "1"), id(0, 1));
        store.finish();
        assertThat(write).isCompletedWithValue(DONE);
    }

    private void open() {
        assertThat(table.beginOpening()).isEmpty();
        table.opened(new Session(SESSION, 4, world.clock().nanoTime()));
    }

    private OnceOnly over(StoreCore core, RetryTable sessions) {
        return new OnceOnly(
                core,
                sessions,
                OPTIONS,
                world.clock(),
                new SplittableRandom(1),
                new Failures(new StillBackground()),
                RequestLog.none());
    }

    private static Supplier<CompletableFuture<Reply>> throwing(RuntimeException bug) {
        return () -> {
            throw bug;
        };
    }
}
