package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.sim.World;
import dev.cairn.wal.commit.CommitLog;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A batch that is in the log, and whose way into memory broke off: what came there does not go to a table, where
/// half a batch would be for ever, and its numbers are not given to others.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class LsmFailedPublishTest {
    private static final MemtableOptions SMALL = MemtableOptions.DEFAULT.withBytes(1024);

    private final LsmPlace place = LsmPlace.empty();
    private final Faulty budget = new Faulty();
    private final LsmOptions options = LsmPlace.OPTIONS.withMemtables(MemtableOptions.DEFAULT.withBudget(budget));

    // ---- a memtable with half a batch

    @Test
    void half_a_batch_is_not_frozen_and_nobody_sees_it() {
        WriteTargetPlace half = WriteTargetPlace.withLog(SMALL);
        GroupCommit commits = brokenOff(half);
        assertThatThrownBy(() -> commits.alone(half.target()::freeze)).isInstanceOf(StoreException.ReadOnly.class);
        assertThat(half.layers().state().active().entries()).isEqualTo(2);
        assertThat(half.layers().state().frozen()).isEmpty();
        assertThat(half.target().visible()).isZero();
    }

    @Test
    void a_memtable_that_is_full_of_it_makes_no_room() {
        WriteTargetPlace half = WriteTargetPlace.withLog(SMALL);
        GroupCommit commits = brokenOff(half);
        assertThatThrownBy(() -> commits.write(three())).isInstanceOf(StoreException.ReadOnly.class);
        CompletableFuture<Boolean> next = commits.submitWrite(three());
        assertThat(next).isCompletedExceptionally();
        assertThat(half.layers().state().frozen()).isEmpty();
    }

    // ---- a store

    @Test
    void a_store_in_which_a_batch_broke_off_flushes_nothing_any_more() {
        LsmStore store = place.open(options);
        put(store, "a");
        breakOff(store);
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().runUntilIdle();
        assertThatThrownBy(() -> place.await(flush)).isInstanceOf(StoreException.ReadOnly.class);
        assertThat(place.names(".sst")).isEmpty();
        assertThat(store.get(utf8("a"))).contains(utf8("a"));
    }

    @Test
    void the_log_has_all_of_the_batch() {
        LsmStore store = place.open(options);
        put(store, "a");
        breakOff(store);
        var _ = store.submitFlush();
        place.world().runUntilIdle();
        store.close();
        assertThat(place.rows()).hasSize(4).contains("a=a");
    }

    @Test
    void without_a_log_closing_writes_nothing_of_it_and_says_so() {
        LsmStore store = place.open(options.withoutLog());
        put(store, "a");
        place.flush(store);
        put(store, "b");
        breakOff(store);
        assertThatThrownBy(store::close).isInstanceOf(StoreException.ReadOnly.class);
        assertThat(place.rows()).containsExactly("a=a");
    }

    private void breakOff(LsmStore store) {
        budget.isFailing = true;
        assertThatThrownBy(() -> store.write(three())).isInstanceOf(StoreException.UnknownOutcome.class);
        budget.isFailing = false;
    }

    /// Commits to the target of `half`, after a batch of which the third row did not come into memory.
    private static GroupCommit brokenOff(WriteTargetPlace half) {
        GroupCommit commits = new GroupCommit(
                CommitLog.none(),
                SyncPolicy.never(),
                half.target(),
                0,
                GroupCommitOptions.DEFAULT,
                new World(1).env().background());
        half.failInsertAfter(2);
        assertThatThrownBy(() -> commits.write(three())).isInstanceOf(StoreException.UnknownOutcome.class);
        return commits;
    }

    private static WriteBatch three() {
        Bytes value = utf8("v".repeat(1000));
        return WriteBatch.builder()
                .put(utf8("x"), value)
                .put(utf8("y"), value)
                .put(utf8("z"), value)
                .build();
    }

    /// No limit, but it breaks when it is told what is used.
    private static final class Faulty implements MemtableBudget {
        private boolean isFailing;

        @Override
        public Share share(Runnable flushSoon) {
            return new Share() {
                @Override
                public void use(LongSupplier bytes) {
                    if (isFailing) {
                        throw new IllegalStateException("a bug in the budget");
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
