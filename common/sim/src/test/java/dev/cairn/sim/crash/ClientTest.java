package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// What a client concludes from each answer.
final class ClientTest {
    private final Throwable cause = new IOException("disk on fire");

    private final Queue<StoreException> failures = new ArrayDeque<>();
    private final MemoryStore rows = new MemoryStore();

    @Test
    void a_durable_store_must_keep_what_it_acknowledged() {
        Client client = opened(Promise.DURABLE);
        client.run(Op.put("a", "1"));

        assertThat(client.powerFloor()).isEqualTo(1);
        assertThat(client.killFloor()).isEqualTo(1);
    }

    @Test
    void a_store_of_the_kernel_must_keep_it_once_it_is_closed() {
        Client client = opened(Promise.KERNEL);
        client.run(Op.put("a", "1"));
        assertThat(client.powerFloor()).isZero();
        assertThat(client.killFloor()).isEqualTo(1);

        client.run(new Op.Reopen());
        client.run(Op.put("b", "2"));
        assertThat(client.powerFloor()).isEqualTo(1);
    }

    @Test
    void an_unsynced_store_need_not_keep_it_even_then() {
        Client client = opened(Promise.UNSYNCED);
        client.run(Op.put("a", "1"));
        client.run(new Op.Reopen());

        assertThat(client.powerFloor()).isZero();
        assertThat(client.killFloor()).isEqualTo(1);
    }

    @Test
    void an_act_that_makes_everything_durable_raises_the_floor() {
        Client client = opened(Promise.UNSYNCED);
        client.run(Op.put("a", "1"));
        client.run(new Op.Act("nothing"));
        assertThat(client.powerFloor()).isZero();

        client.run(new Op.Act("sync"));
        assertThat(client.powerFloor()).isEqualTo(1);
    }

    @Test
    void a_write_of_unknown_outcome_may_be_there() {
        Client client = failing(new StoreException.UnknownOutcome("lost track", cause));
        client.run(Op.put("a", "1"));

        assertThat(client.history().now()).hasSize(2);
        assertThat(client.killFloor()).isZero();
    }

    @Test
    void a_refused_failed_or_forbidden_write_is_not_there() {
        for (StoreException failure : List.of(
                new StoreException.Refused("no"),
                new StoreException.Failed("no", cause),
                new StoreException.ReadOnly("db", cause),
                new StoreException.Closed("the store"))) {
            Client client = failing(failure);
            client.run(Op.put("a", "1"));

            assertThat(client.history().now()).as(failure.toString()).containsExactly(Contents.NONE);
        }
    }

    @Test
    void a_failure_without_a_fault_is_found() {
        Client client = opened(Promise.DURABLE);
        failures.add(new StoreException.Failed("no", cause));

        assertThatThrownBy(() -> client.run(Op.put("a", "1")))
                .isInstanceOf(Finding.class)
                .hasMessage("write 1 failed though no fault was injected: no");
    }

    @Test
    void a_comparison_changes_what_it_answered_to_change() {
        Client client = opened(Promise.DURABLE);
        client.run(new Op.CompareAndSet(Bytes.utf8("a"), Optional.empty(), Optional.of(Bytes.utf8("1"))));
        client.run(new Op.CompareAndSet(Bytes.utf8("a"), Optional.empty(), Optional.of(Bytes.utf8("2"))));

        assertThat(client.history().now()).hasToString("[{a=1}]");
        assertThatCode(client::compareReads).doesNotThrowAnyException();
    }

    @Test
    void a_comparison_that_answers_wrongly_is_found() {
        Client client = opened(Promise.DURABLE);
        rows.put(Bytes.utf8("a"), Bytes.utf8("planted"));

        assertThatThrownBy(() -> client.run(
                        new Op.CompareAndSet(Bytes.utf8("a"), Optional.empty(), Optional.of(Bytes.utf8("1")))))
                .isInstanceOf(Finding.class)
                .hasMessage("the answer to write 1 fits no state the store can be in");
    }

    @Test
    void reads_that_show_other_rows_are_found() {
        Client client = opened(Promise.DURABLE);
        client.run(Op.put("a", "1"));
        rows.put(Bytes.utf8("b"), Bytes.utf8("planted"));

        assertThatThrownBy(client::compareReads)
                .isInstanceOf(Finding.class)
                .hasMessage("the open store does not show what was written: b is planted instead of absent");
    }

    @Test
    void a_reopened_store_that_lost_rows_is_found() {
        Client client = opened(Promise.DURABLE);
        client.run(Op.put("a", "1"));
        rows.delete(Bytes.utf8("a"));

        assertThatThrownBy(() -> client.run(new Op.Kill()))
                .hasMessage("write 1 of 1 had to survive; the store holds the state after write 0");
    }

    @Test
    void a_close_that_fails_promises_nothing() {
        Client client = opened(Promise.KERNEL);
        client.expectFailures();
        client.run(Op.put("a", "1"));
        failures.add(new StoreException.Failed("cannot sync", cause));
        client.run(new Op.Reopen());

        assertThat(client.powerFloor()).isZero();
    }

    private Client failing(StoreException failure) {
        Client client = opened(Promise.DURABLE);
        client.expectFailures();
        failures.add(failure);
        return client;
    }

    private Client opened(Promise promise) {
        Subject subject = Subject.of("scripted", promise, (_, _) -> new ScriptedStore())
                .withAct("nothing", _ -> false)
                .withAct("sync", _ -> true);
        Client client = new Client(subject, new World(1), SimFileSystem.empty());
        client.open();
        return client;
    }

    /// A store that keeps its rows in the test and fails when the test has it so.
    private final class ScriptedStore implements KeyValueStore {
        @Override
        public void write(WriteBatch batch) {
            failIfPlanned();
            rows.write(batch);
        }

        @Override
        public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
            return rows.compareAndSet(key, expected, replacement);
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return rows.get(key);
        }

        @Override
        public Cursor scan(KeyRange range) {
            return rows.scan(range);
        }

        @Override
        public Snapshot snapshot() {
            return rows.snapshot();
        }

        @Override
        public void close() {
            failIfPlanned();
        }

        private void failIfPlanned() {
            StoreException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
        }
    }
}
