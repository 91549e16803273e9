package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who goes out hears something, whatever has happened, gives its room back, and is told of in the log. No
/// job runs in the background here.
@Tag("4.10")
class AnswersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final ArithmeticException bug = new ArithmeticException("what a bug");
    private final World world = new World(1);
    private final SlowStore store = new SlowStore();
    private final List<String> told = new ArrayList<>();
    private Runnable whenTold = () -> {};
    private boolean isClockBroken;
    private final StoreService service = ServiceIn.of(world)
            .withStats(AnswersTest::noFigures)
            .withClock(new Time())
            .withoutJobs()
            .withLog(RequestLog.to(new Told(), world.clock(), SECOND))
            .open(store, ServiceOptions.defaults().withUnderWay(4, 1_000_000).withScans(2, SECOND));

    @Test
    void of_a_bug_that_is_thrown_at_once_a_writer_hears_that_nobody_knows_and_a_reader_that_it_failed() {
        store.throwAtOnce(bug);
        assertThat(reason(ask(Asked.put("a", "1")))).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThat(reason(ask(Asked.get("a")))).isEqualTo(Reason.FAILED);
    }

    @Test
    void an_error_is_answered_too_and_gives_its_room_back() {
        for (int each = 0; each < 5; each++) {
            assertThat(reason(ask(new Request.Stats()))).isEqualTo(Reason.FAILED);
        }
    }

    @Test
    void a_request_whose_future_fails_is_answered_that_nobody_knows_and_gives_its_room_back() {
        for (int each = 0; each < 5; each++) {
            CompletableFuture<Reply> opening = service.handle(new Request.OpenSession(), SECOND);
            isClockBroken = true;
            store.finish();
            isClockBroken = false;
            assertThat(reason(opening)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        }
    }

    @Test
    void who_has_the_answer_to_a_write_of_a_session_finds_room_at_once() {
        SessionId session = session();
        List<Reply> second = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            Request write = Asked.put(new RequestId(session, slot, 1), "a", "1");
            var _ = service.handle(write, SECOND).thenAccept(_ -> second.add(Asked.reply(ask(Asked.get("a")))));
        }
        store.finishAll();
        assertThat(second).hasSize(4).containsOnly(Asked.value("1"));
    }

    @Test
    void the_log_hears_of_an_answer_after_it_was_given_and_how_long_it_took() {
        CompletableFuture<Reply> answer = ask(Asked.put("a", "1"));
        List<Boolean> given = new ArrayList<>();
        whenTold = () -> given.add(answer.isDone());
        world.advance(SECOND.multipliedBy(2));
        store.finish();
        assertThat(told).containsExactly("requestSlow {\"request\":\"write\",\"millis\":2000.00,\"times\":1}");
        assertThat(given)
                .as("whether the answer was there when the log was told")
                .containsExactly(true);
    }

    @Test
    void the_log_hears_of_an_answer_that_is_a_failure() {
        var _ = ask(Asked.put("a", "1"));
        store.fail(StoreException.Failed.told("no disk"));
        assertThat(told)
                .containsExactly("requestFailed {\"request\":\"write\",\"reason\":\"FAILED\","
                        + "\"why\":\"no disk\",\"times\":1}");
    }

    @Test
    void the_log_hears_of_one_that_found_no_room_and_only_that() {
        for (int each = 0; each < 4; each++) {
            var _ = ask(Asked.put("a", "1"));
        }
        world.advance(SECOND);
        assertThat(reason(ask(Asked.get("a")))).isEqualTo(Reason.BUSY);
        assertThat(told)
                .containsExactly("requestRefused {\"request\":\"read\",\"why\":\"4 requests are under way,"
                        + " which is all that may be: ask again later\",\"times\":1}");
    }

    @Test
    void the_log_hears_of_a_scan_that_found_no_room() {
        for (int each = 0; each < 3; each++) {
            assertThat(told).as("with %s scans", each).isEmpty();
            var _ = scan();
        }
        assertThat(told).hasSize(1).first().asString().startsWith("requestRefused {\"request\":\"scan\"");
    }

    @Test
    void a_scan_that_cannot_be_opened_gives_its_room_back_once() {
        store.failScans(StoreException.Failed.told("no disk"));
        for (int each = 0; each < 5; each++) {
            scan().close();
        }
        assertThat(service.drain()).as("that nobody is in any more").isCompleted();
    }

    @Test
    void a_bug_while_a_scan_is_opened_goes_on_its_way_and_leaves_the_room() {
        store.failScans(bug);
        for (int each = 0; each < 5; each++) {
            assertThatThrownBy(this::scan).isSameAs(bug);
        }
        assertThat(service.drain()).as("that nobody is in any more").isCompleted();
    }

    private SessionId session() {
        CompletableFuture<Reply> opened = ask(new Request.OpenSession());
        store.finish();
        return ((Reply.SessionOpened) Asked.reply(opened)).session();
    }

    private CompletableFuture<Reply> ask(Request request) {
        return service.handle(request, SECOND);
    }

    private ServedRows scan() {
        return service.scan(Asked.ALL_ROWS);
    }

    private static Report noFigures() {
        throw new StackOverflowError("what a bug");
    }

    /// The world's clock, which may break.
    private final class Time implements Clock {
        @Override
        public long nanoTime() {
            if (isClockBroken) {
                throw bug;
            }
            return world.clock().nanoTime();
        }

        @Override
        public long wallMillis() {
            return world.clock().wallMillis();
        }
    }

    /// Keeps what it is told, after something has happened.
    private final class Told implements NodeLog {
        @Override
        public boolean takes(Level level) {
            return true;
        }

        @Override
        public void tell(Level level, String event, Report findings) {
            whenTold.run();
            told.add(event + " " + findings.toJson());
        }
    }
}
