package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.rpc.server.RetryFormat.RequestHash;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is handed to the store for a write, and when its client hears of it.
@Tag("4.9")
class OnceOnlyTest {
    private final World world = new World(1);
    private final SlowStore store = new SlowStore();
    private final KeptLog told = new KeptLog(NodeLog.Level.INFO);
    private final RetryTable table = new RetryTable(ServiceOptions.defaults());
    private final OnceOnly once = new OnceOnly(
            store,
            table,
            ServiceOptions.defaults(),
            world.clock(),
            new SplittableRandom(1),
            new Failures(world.env().background()),
            RequestLog.to(told, world.clock(), Duration.ofDays(1)));

    @BeforeEach
    void a_session_is_open() {
        assertThat(table.beginOpening()).isEmpty();
        table.opened(new Session(SESSION, 4, 0));
    }

    @Test
    void the_row_is_behind_the_changes_which_keep_their_order() {
        WriteBatch changes = WriteBatch.builder()
                .put(utf8("b"), utf8("1"))
                .delete(utf8("a"))
                .put(utf8("b"), utf8("2"))
                .build();
        RetryRow row = new RetryRow.Answered(id(0, 1), 5, Answer.DONE);
        List<Mutation> expected = new ArrayList<>(changes.mutations());
        expected.add(RetryFormat.encoded(row));
        assertThat(OnceOnly.remembered(changes, row).mutations()).isEqualTo(expected);
    }

    @Test
    void a_change_and_its_row_are_one_write() {
        CompletableFuture<Reply> answer = once.write(Asked.put(id(0, 1), "a", "1"), id(0, 1));
        assertThat(answer).isNotDone();
        store.finish();
        assertThat(store.get(utf8("a"))).contains(utf8("1"));
        assertThat(row(id(0, 1))).as("the row beside the change").contains(rowOf(Answer.DONE));
        assertThat(answer).isCompletedWithValue(DONE);
    }

    @Test
    void a_condition_that_holds_is_written_down_with_the_change() {
        var write = Asked.cas(id(0, 1), "a", "", "1");
        CompletableFuture<Reply> answer = once.writeIf(write, id(0, 1));
        store.finish();
        assertThat(store.get(utf8("a"))).contains(utf8("1"));
        assertThat(row(id(0, 1)))
                .as("the row beside the change")
                .contains(new RetryRow.Answered(id(0, 1), RequestHash.of(write), Answer.APPLIED));
        assertThat(answer).isCompletedWithValue(Asked.compared(true));
    }

    @Test
    void that_a_condition_did_not_hold_is_on_disk_before_anybody_hears_it() {
        var write = Asked.cas(id(0, 1), "a", "x", "1");
        CompletableFuture<Reply> answer = once.writeIf(write, id(0, 1));
        store.finish();
        assertThat(answer).as("an answer that is not on disk").isNotDone();
        store.finish();
        assertThat(row(id(0, 1))).contains(new RetryRow.Answered(id(0, 1), RequestHash.of(write), Answer.NOT_APPLIED));
        assertThat(answer).isCompletedWithValue(Asked.compared(false));
        assertThat(store.get(utf8("a"))).isEmpty();
    }

    @Test
    void a_copy_hands_nothing_to_the_store() {
        CompletableFuture<Reply> first = once.write(Asked.put(id(0, 1), "a", "1"), id(0, 1));
        CompletableFuture<Reply> copy = once.write(Asked.put(id(0, 1), "a", "1"), id(0, 1));
        store.finishAll();
        CompletableFuture<Reply> late = once.write(Asked.put(id(0, 1), "a", "1"), id(0, 1));
        assertThat(List.of(first, copy, late))
                .allMatch(answer -> answer.resultNow().equals(DONE));
        assertThat(store.writes()).isEqualTo(1);
    }

    @Test
    void a_store_that_throws_at_once_leaves_nothing_under_way() {
        CompletableFuture<Reply> failed = once.once(id(0, 1), 5, () -> {
            throw new StoreException.Failed("disk", new IllegalStateException());
        });
        assertThat(reason(failed)).isEqualTo(Reason.FAILED);
        CompletableFuture<Reply> again = once.once(id(0, 1), 5, () -> CompletableFuture.completedFuture(DONE));
        assertThat(again).isCompletedWithValue(DONE);
    }

    @Test
    void a_row_that_cannot_be_written_leaves_the_condition_untold() {
        CompletableFuture<Reply> answer = once.writeIf(Asked.cas(id(0, 1), "a", "x", "1"), id(0, 1));
        store.finish();
        store.fail(new StoreException.Failed("disk", new IllegalStateException()));
        assertThat(reason(answer)).isEqualTo(Reason.FAILED);
        var _ = once.writeIf(Asked.cas(id(0, 1), "a", "x", "1"), id(0, 1));
        assertThat(store.waiting()).as("writes of a copy, which is tried again").isEqualTo(1);
    }

    @Test
    @Tag("4.12")
    void that_a_session_expired_is_told_when_its_rows_are_gone_and_not_before() {
        world.advance(ServiceOptions.defaults().sessions().timeToLive());
        assertThat(once.expire()).as("whether there was one").isTrue();
        assertThat(once.expire()).as("whether there was another").isFalse();
        store.fail(new StoreException.Failed("disk", new IllegalStateException()));
        assertThat(told.lines()).isEmpty();
        world.advance(ServiceOptions.defaults().sessions().timeToLive());
        assertThat(once.expire()).isTrue();
        store.finish();
        assertThat(told.lines()).containsExactly("INFO sessionExpired {\"session\":\"" + SESSION + "\"}");
    }

    private Optional<RetryRow> row(RequestId id) {
        Bytes key = RetryFormat.key(id.session(), id.slot());
        return store.get(key).map(value -> RetryFormat.decoded(key, value));
    }

    private static RetryRow rowOf(Answer answer) {
        return new RetryRow.Answered(id(0, 1), RequestHash.of(Asked.put("a", "1")), answer);
    }
}
