package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a store far away does beyond the contract of a store.
final class RemoteStoreTest {
    private static final Duration LONG = Remote.SNAPSHOT_TIME_TO_LIVE.multipliedBy(20);

    private final Remote remote = new Remote();
    private final RemoteStore store = remote.store();

    @Test
    @Tag("4.14")
    void a_snapshot_is_kept_as_long_as_somebody_holds_it() {
        store.put(utf8("a"), utf8("1"));
        try (Snapshot snapshot = store.snapshot()) {
            store.put(utf8("a"), utf8("2"));
            remote.pass(LONG);
            assertThat(snapshot.get(utf8("a"))).contains(utf8("1"));
        }
    }

    @Test
    @Tag("4.14")
    void a_cursor_that_stands_still_keeps_its_snapshot_and_gives_it_back_at_the_end() {
        Cursor rows = remote.rows("a", "b");
        rows.next();
        remote.pass(LONG);
        assertThat(rows.last()).isTrue();
        long snapshot = remote.wire().snapshots().getLast();
        assertThat(remote.isKept(snapshot)).isTrue();
        rows.close();
        assertThat(remote.isKept(snapshot)).isFalse();
    }

    @Test
    @Tag("4.14")
    void a_snapshot_is_given_back_by_the_last_who_holds_it() {
        store.put(utf8("a"), utf8("1"));
        Snapshot snapshot = store.snapshot();
        Cursor rows = snapshot.scan(KeyRange.all());
        rows.next();
        long id = remote.wire().snapshots().getLast();
        snapshot.close();
        snapshot.close();
        assertThat(remote.isKept(id)).isTrue();
        rows.close();
        rows.close();
        assertThat(remote.isKept(id)).isFalse();
    }

    @Test
    @Tag("4.14")
    void a_snapshot_that_the_server_has_given_up_is_closed() {
        store.put(utf8("a"), utf8("1"));
        try (Snapshot snapshot = store.snapshot()) {
            remote.loseSnapshots();
            assertThatThrownBy(() -> snapshot.get(utf8("a"))).isInstanceOf(StoreException.Closed.class);
        }
    }

    @Test
    void an_operator_is_answered_by_the_engine() {
        assertThat(store.stats().toJson()).startsWith("{\"asked\":\"stats\",\"server\":{\"requests\":1,");
        assertThat(store.flush().toJson()).isEqualTo("{\"asked\":\"flush\"}");
        assertThat(store.compact(KeyRange.from(utf8("k"))).toJson()).isEqualTo("{\"asked\":\"compact k\"}");
    }

    @Test
    void what_a_batch_did_is_there_and_a_reserved_key_is_refused() {
        store.put(utf8("a"), utf8("1"));
        assertThat(store.get(utf8("a"))).contains(utf8("1"));
        assertThatThrownBy(() -> store.get(ReservedKeys.PREFIX))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("reserved");
    }

    @Test
    void every_call_of_a_closed_store_says_so_and_the_wire_is_given_up() {
        Snapshot snapshot = store.snapshot();
        store.close();
        store.close();
        assertThat(remote.wire().isClosed()).isTrue();
        assertThatThrownBy(store::stats).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(store::flush).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> store.compact(KeyRange.all())).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(store::snapshot).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> snapshot.get(utf8("a"))).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> snapshot.scan(KeyRange.all())).isInstanceOf(StoreException.Closed.class);
        snapshot.close();
    }

    @Test
    void chance_that_others_use_too_is_asked_while_the_store_is_opened_and_not_later() {
        World world = new World(1, Trace.off());
        AtomicInteger asked = new AtomicInteger();
        Env env = new Env(world.clock(), world.env().background(), () -> asked.getAndIncrement());
        StoreWire busy = new RefusingWire(Reply.failure(Reason.BUSY, "too much to do"));
        RemoteStore opened = RemoteStore.open(busy, RemoteOptions.DEFAULT, env);
        var read = opened.submitGet(utf8("a"));
        world.runUntilIdle();
        assertThat(read).isCompletedExceptionally();
        assertThat(asked).as("times that chance was asked").hasValue(1);
    }

    @Test
    void a_patience_of_nothing_is_refused() {
        assertThatThrownBy(() -> RemoteOptions.DEFAULT.withPatience(Duration.ZERO))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("patience is PT0S");
    }

    /// A wire that has one answer to all. Immutable.
    private record RefusingWire(Reply answer) implements StoreWire {
        @Override
        public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            throw new UnsupportedOperationException("this wire is asked no scans");
        }

        @Override
        public void close() {}
    }
}
