package dev.cairn.wal.commit;

import static dev.cairn.wal.commit.CommitStage.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.commit.CommitRequest.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The turn of a leader, step by step, with a queue that is played: whom it leads for, the test says.
@Tag("1.8")
final class CommitTurnTest {
    private static final int STEPS_MAX = 5;

    private final CommitStage stage = CommitStage.simulated();
    private final List<List<CommitRequest>> ended = new ArrayList<>();
    private @Nullable RuntimeException failure;

    @Test
    void each_step_does_one_thing_and_the_last_one_ends_the_turn() {
        CommitTurn turn = turn(stage, write("a"));
        for (int events : new int[] {0, 1, 2}) {
            assertThat(turn.step()).isEqualTo(Job.again());
            assertThat(stage.events()).hasSize(events);
            assertThat(ended).isEmpty();
        }
        assertThat(turn.step()).isEqualTo(Job.done());
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a");
        assertThat(ended).hasSize(1);
    }

    @Test
    void without_always_nothing_is_synced() {
        CommitStage relaxed = CommitStage.with(SyncPolicy.never(), GroupCommitOptions.DEFAULT);
        run(turn(relaxed, write("a")));
        assertThat(relaxed.events()).containsExactly("record a", "publish a");
    }

    @Test
    void a_group_is_one_record_in_the_order_of_its_members() {
        CommitRequest[] members = {write("c"), write("a"), write("b")};
        run(turn(stage, members));
        assertThat(stage.events()).containsExactly("record c a b", "sync", "publish c a b");
        assertThat(ended).containsExactly(List.of(members));
        assertThat(failure).isNull();
    }

    @Test
    void a_group_goes_on_with_the_sequence_number_behind_the_last_one() {
        run(turn(stage, write("a"), write("b")));
        run(turn(stage, write("c")));
        assertThat(stage.sequences()).containsExactly(1L, 3L);
        assertThat(stage.commits().lastSequence()).isEqualTo(3);
    }

    @Test
    void a_group_is_counted_by_its_requests() {
        run(turn(stage, write("a"), request(new Work.Write(both("b", "c")))));
        assertThat(stage.commits().counts()).isEqualTo(new GroupCommit.Counts(1, 2, 2));
    }

    @Test
    void a_condition_that_holds_is_written_with_the_others() {
        CommitRequest first = ifAbsent("a");
        run(turn(stage, first, write("b")));
        assertThat(stage.events("record")).containsExactly("record a b");
        assertThat(ended.getFirst()).contains(first);
        assertThat(first.outcome()).isNotDone();
    }

    @Test
    void a_condition_that_does_not_hold_is_told_and_leaves_the_group_to_the_others() {
        run(turn(stage, write("a")));
        CommitRequest first = ifAbsent("a");
        CommitRequest second = write("b");
        run(turn(stage, first, second));
        assertThat(first.outcome()).isCompletedWithValue(false);
        assertThat(stage.events("record")).containsExactly("record a", "record b");
        assertThat(ended.getLast()).containsExactly(second);
    }

    @Test
    void a_condition_that_cannot_be_judged_fails_alone_and_leaves_the_group_to_the_others() {
        StoreException unreadable = new StoreException.Corrupt("000005.sst", 7, "a block", "none");
        stage.whenReading(() -> {
            throw unreadable;
        });
        CommitRequest first = ifAbsent("a");
        CommitRequest second = write("b");
        run(turn(stage, first, second));
        assertThatThrownBy(first.outcome()::join).hasCause(unreadable);
        assertThat(stage.events("record")).containsExactly("record b");
        assertThat(ended.getLast()).containsExactly(second);
        assertThat(failure).as("what the others are told").isNull();
    }

    @Test
    void where_nothing_is_left_to_write_nothing_is_recorded() {
        run(turn(stage, write("a")));
        run(turn(stage, ifAbsent("a")));
        run(turn(stage, request(new Work.Write(WriteBatch.builder().build()))));
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a");
        assertThat(ended).hasSize(3);
        assertThat(failure).isNull();
    }

    @Test
    void what_stands_alone_is_run_as_something_that_must_not_wait_for_a_commit() {
        List<Throwable> caught = new ArrayList<>();
        run(turn(stage, request(new Work.Alone(() -> {
            try {
                stage.commits().write(put("a"));
            } catch (IllegalStateException refused) {
                caught.add(refused);
            }
        }))));
        assertThat(caught).hasSize(1);
        assertThat(stage.events()).isEmpty();
        assertThat(ended).hasSize(1);
    }

    @Test
    void a_write_behind_a_break_down_is_refused() {
        var _ = stage.commits().breakDown(new IllegalStateException("no memory"));
        run(turn(stage, write("a")));
        assertThat(failure).isInstanceOf(StoreException.ReadOnly.class);
        assertThat(stage.events()).isEmpty();
    }

    @Test
    void a_group_that_cannot_be_synced_is_not_published_and_takes_no_sequence_number() {
        IllegalStateException cause = new IllegalStateException("no disk");
        stage.whenSyncing(() -> {
            throw cause;
        });
        run(turn(stage, write("a")));
        assertThat(failure).isSameAs(cause);
        assertThat(stage.events()).containsExactly("record a");
        assertThat(stage.commits().lastSequence()).isZero();
    }

    private CommitTurn turn(CommitStage stage, CommitRequest... group) {
        return new CommitTurn(stage.commits(), () -> new ArrayList<>(List.of(group)), (members, why) -> {
            ended.add(members);
            failure = why;
            return false;
        });
    }

    /// Runs a turn to its end, which it must reach.
    private static void run(CommitTurn turn) {
        int steps = 0;
        while (!(turn.step() instanceof Job.Next.Done)) {
            steps++;
            assertThat(steps).as("steps of a turn").isLessThan(STEPS_MAX);
        }
    }

    private static CommitRequest write(String key) {
        return request(new Work.Write(put(key)));
    }

    private static CommitRequest ifAbsent(String key) {
        return request(new Work.WriteIf(Bytes.utf8(key), Optional.empty(), put(key)));
    }

    private static CommitRequest request(Work work) {
        return new CommitRequest(work, null);
    }

    private static WriteBatch both(String one, String other) {
        Bytes first = Bytes.utf8(one);
        Bytes second = Bytes.utf8(other);
        return WriteBatch.builder().put(first, first).put(second, second).build();
    }
}
