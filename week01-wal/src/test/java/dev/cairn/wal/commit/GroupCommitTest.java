package dev.cairn.wal.commit;

import static dev.cairn.wal.commit.CommitStage.options;
import static dev.cairn.wal.commit.CommitStage.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Group commit on one thread, step by step: who goes with whom, in which order, and what is told to whom. With
/// real threads: [GroupCommitThreadsTest].
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("1.9")
final class GroupCommitTest {
    private final CommitStage stage = CommitStage.simulated();

    // ---- one write

    @Test
    void a_write_is_recorded_then_synced_then_published_then_acknowledged() {
        stage.submitAll("a");
        stage.world().runUntilIdle();
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a", "told a");
    }

    @Test
    void a_crash_may_come_between_any_two_of_these_steps() {
        CompletableFuture<Boolean> outcome = stage.submit("a");
        for (int expected : new int[] {0, 1, 2, 4}) {
            assertThat(outcome).isNotDone();
            stage.world().runOne();
            assertThat(stage.events()).hasSize(expected);
        }
        assertThat(outcome).isCompletedWithValue(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "every=10ms"})
    void only_under_always_does_a_write_wait_for_a_sync(String policy) {
        CommitStage relaxed = CommitStage.with(SyncPolicy.parse(policy), GroupCommitOptions.DEFAULT);
        relaxed.submitAll("a");
        relaxed.world().runUntilIdle();
        assertThat(relaxed.events()).containsExactly("record a", "publish a", "told a");
    }

    @Test
    void with_the_log_that_records_nothing_a_write_is_published_all_the_same() {
        GroupCommit commits = new GroupCommit(
                CommitLog.none(),
                SyncPolicy.always(),
                stage,
                41,
                GroupCommitOptions.DEFAULT,
                stage.world().env().background());
        commits.write(put("a"));
        assertThat(stage.events()).containsExactly("publish a");
        assertThat(commits.lastSequence()).isEqualTo(42);
    }

    @Test
    void a_caller_that_waits_does_the_work_itself() {
        stage.commits().write(put("a"));
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a");
    }

    @Test
    void a_batch_without_mutations_is_acknowledged_and_not_recorded() {
        stage.commits().write(WriteBatch.builder().build());
        assertThat(stage.events()).isEmpty();
        assertThat(stage.commits().lastSequence()).isZero();
    }

    // ---- groups

    @Test
    void writes_that_come_while_others_are_committed_are_one_group_with_one_sync() {
        stage.submitAll("a");
        stage.world().runOne();
        stage.submitAll("b", "c", "d");
        stage.world().runUntilIdle();
        assertThat(stage.events("record")).containsExactly("record a", "record b c d");
        assertThat(stage.events("sync")).hasSize(2);
    }

    @Test
    void requests_commit_in_the_order_in_which_they_were_queued() {
        stage.submitAll("d", "a", "c", "b");
        stage.world().runUntilIdle();
        assertThat(stage.events("told")).containsExactly("told d", "told a", "told c", "told b");
    }

    @Test
    void a_group_closes_at_its_count() {
        CommitStage three = CommitStage.with(SyncPolicy.always(), options(3, 1_000, Duration.ZERO, 100));
        three.submitAll("a", "b", "c", "d", "e", "f", "g");
        three.world().runUntilIdle();
        assertThat(three.events("record")).containsExactly("record a b c", "record d e f", "record g");
    }

    @Test
    void a_group_closes_at_its_bytes() {
        CommitStage three = CommitStage.with(SyncPolicy.always(), options(100, 3 * 18, Duration.ZERO, 100));
        three.submitAll("a", "b", "c", "d");
        three.world().runUntilIdle();
        assertThat(three.events("record")).containsExactly("record a b c", "record d");
    }

    @Test
    void a_batch_above_the_bytes_of_a_group_goes_alone() {
        CommitStage two = CommitStage.with(SyncPolicy.always(), options(100, 2 * 18, Duration.ZERO, 100));
        two.submitAll("a", "much too long", "b", "c");
        two.world().runUntilIdle();
        assertThat(two.events("record")).containsExactly("record a", "record much too long", "record b c");
    }

    @Test
    void mutations_of_no_bytes_fill_a_group_too() {
        CommitStage few = CommitStage.with(SyncPolicy.always(), options(100, 100, Duration.ZERO, 100));
        WriteBatch.Builder empties = WriteBatch.builder();
        for (int i = 0; i < 6; i++) {
            empties.delete(Bytes.EMPTY);
        }
        var _ = few.commits().submitWrite(empties.build());
        few.submitAll("a");
        few.world().runUntilIdle();
        assertThat(few.events("record")).hasSize(2);
    }

    @Test
    void a_group_has_the_sequence_numbers_behind_those_of_the_group_before() {
        stage.submitAll("a");
        stage.world().runUntilIdle();
        stage.submitAll("b", "c");
        stage.world().runUntilIdle();
        assertThat(stage.sequences()).containsExactly(1L, 2L);
        assertThat(stage.commits().lastSequence()).isEqualTo(3);
        assertThat(stage.commits().counts()).isEqualTo(new GroupCommit.Counts(2, 3, 2));
    }

    @Test
    void the_largest_group_is_remembered() {
        for (String[] group : new String[][] {{"a"}, {"b", "c", "d"}, {"e"}}) {
            stage.submitAll(group);
            stage.world().runUntilIdle();
        }
        assertThat(stage.commits().counts()).isEqualTo(new GroupCommit.Counts(3, 5, 3));
    }

    // ---- leaders

    @Test
    void there_is_one_leader_at_a_time() {
        CommitStage ones = CommitStage.with(SyncPolicy.always(), options(1, 99, Duration.ZERO, 99));
        ones.submitAll("a", "b");
        while (ones.events("told").isEmpty()) {
            ones.world().runOne();
        }
        ones.submitAll("c");
        ones.world().runUntilIdle();
        assertThat(ones.sequences()).containsExactly(1L, 2L, 3L);
        assertThat(ones.events())
                .containsSubsequence("record a", "publish a", "record b", "publish b", "record c", "publish c");
    }

    @Test
    void a_caller_whose_write_is_done_does_not_lead_for_what_was_submitted() {
        stage.whenRecording(() -> {
            stage.whenRecording(() -> {});
            stage.submitAll("submitted");
        });
        stage.commits().write(put("a"));
        assertThat(stage.events("record")).containsExactly("record a");
        stage.world().runUntilIdle();
        assertThat(stage.events("record")).containsExactly("record a", "record submitted");
    }

    @Test
    void a_leader_does_at_once_what_runs_alone_behind_its_group() {
        stage.whenRecording(() -> {
            var _ = stage.commits().submitAlone(() -> stage.note("alone"));
        });
        stage.commits().write(put("a"));
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a", "alone");
    }

    // ---- lingering

    @Test
    void a_leader_that_lingers_waits_for_others_to_join() {
        CommitStage lingering = CommitStage.with(SyncPolicy.always(), options(9, 99, Duration.ofMillis(10), 99));
        lingering.submitAll("a");
        lingering.world().advance(Duration.ofMillis(9));
        lingering.submitAll("b");
        assertThat(lingering.events()).isEmpty();
        lingering.world().advance(Duration.ofMillis(2));
        assertThat(lingering.events()).startsWith("record a b");
    }

    @Test
    void a_group_that_is_full_does_not_linger() {
        CommitStage lingering = CommitStage.with(SyncPolicy.always(), options(2, 99, Duration.ofDays(1), 99));
        lingering.submitAll("a", "b");
        lingering.world().advance(Duration.ofMillis(1));
        assertThat(lingering.events("told")).hasSize(2);
    }

    @Test
    void without_lingering_a_write_is_committed_as_soon_as_the_disk_is_free() {
        stage.submitAll("a");
        stage.world().advance(Duration.ofMillis(1));
        assertThat(stage.events("told"))
                .as("who was told within a millisecond, on a disk with nothing else to do")
                .hasSize(1);
    }

    // ---- conditions

    @Test
    void a_condition_leads_its_group() {
        stage.submitAll("a", "b");
        var _ = stage.submitIfAbsent("c");
        stage.submitAll("d");
        stage.world().runUntilIdle();
        assertThat(stage.events("record")).containsExactly("record a b", "record c d");
    }

    @Test
    void a_condition_is_judged_against_all_that_was_queued_before_it() {
        stage.submitAll("a");
        CompletableFuture<Boolean> absent = stage.submitIfAbsent("a");
        stage.world().runUntilIdle();
        assertThat(absent).isCompletedWithValue(false);
        assertThat(stage.events("record")).containsExactly("record a");
    }

    @Test
    void of_two_equal_conditions_the_first_wins() {
        CompletableFuture<Boolean> first = stage.submitIfAbsent("a");
        CompletableFuture<Boolean> second = stage.submitIfAbsent("a");
        stage.world().runUntilIdle();
        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(false);
    }

    @Test
    void a_condition_that_fails_leaves_its_group_to_the_others() {
        stage.commits().write(put("a"));
        var _ = stage.submitIfAbsent("a");
        stage.submitAll("b", "c");
        stage.world().runUntilIdle();
        assertThat(stage.events("record")).containsExactly("record a", "record b c");
        assertThat(stage.commits().lastSequence()).isEqualTo(3);
    }

    @Test
    void a_condition_answers_a_caller_that_waits() {
        Bytes key = Bytes.utf8("a");
        assertThat(stage.commits().writeIf(key, Optional.empty(), put("a"))).isTrue();
        assertThat(stage.commits().writeIf(key, Optional.empty(), put("a"))).isFalse();
        assertThat(stage.commits().writeIf(key, Optional.of(key), put("b"))).isTrue();
    }

    // ---- what runs alone

    @Test
    void what_runs_alone_runs_between_two_groups() {
        stage.submitAll("a", "b");
        var _ = stage.commits().submitAlone(() -> stage.note("alone"));
        stage.submitAll("c");
        stage.world().runUntilIdle();
        assertThat(stage.events())
                .filteredOn(event -> !event.startsWith("told"))
                .containsExactly("record a b", "sync", "publish a b", "alone", "record c", "sync", "publish c");
    }

    @Test
    void however_much_runs_alone_runs_one_after_the_other() {
        stage.submitAll("a");
        for (int i = 0; i < 20_000; i++) {
            var _ = stage.commits().submitAlone(() -> stage.note("alone"));
        }
        stage.world().runUntilIdle();
        assertThat(stage.events("alone")).hasSize(20_000);
    }

    @Test
    void what_fails_alone_is_told_to_who_asked_and_to_nobody_else() {
        IllegalStateException failure = new IllegalStateException("not now");
        CompletableFuture<Boolean> alone = stage.commits().submitAlone(() -> {
            throw failure;
        });
        CompletableFuture<Boolean> next = stage.submit("a");
        stage.world().runUntilIdle();
        assertThat(alone).isCompletedExceptionally();
        assertThatThrownBy(alone::join).hasCause(failure);
        assertThat(next).isCompletedWithValue(true);
    }

    // ---- limits of the queue

    @Test
    void a_write_into_a_full_queue_is_refused_and_the_queued_ones_are_not() {
        CommitStage two = CommitStage.with(SyncPolicy.always(), options(9, 99, Duration.ZERO, 2));
        two.submitAll("a", "b");
        assertThatThrownBy(two.submit("c")::join)
                .hasCauseInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("2 writes are waiting already");
        two.world().runUntilIdle();
        assertThat(two.events("told")).containsExactly("told a", "told b");
        two.commits().write(put("d"));
        assertThat(two.events("publish")).containsExactly("publish a b", "publish d");
    }

    @Test
    void what_runs_alone_gets_into_a_full_queue() {
        CommitStage one = CommitStage.with(SyncPolicy.always(), options(9, 99, Duration.ZERO, 1));
        one.submitAll("a");
        CompletableFuture<Boolean> alone = one.commits().submitAlone(() -> one.note("alone"));
        one.world().runUntilIdle();
        assertThat(alone).isCompletedWithValue(true);
        assertThat(one.events()).endsWith("alone");
    }

    // ---- closing

    @Test
    void closing_runs_the_last_action_and_refuses_everything_afterwards() {
        stage.commits().close(() -> stage.note("last"));
        assertThat(stage.events()).containsExactly("last");
        assertThatThrownBy(() -> stage.commits().write(put("a"))).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> stage.commits().close(() -> {})).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(stage.submit("a")::join).hasCauseInstanceOf(StoreException.Closed.class);
    }

    @Test
    void impossible_limits_are_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> options(0, 1, Duration.ZERO, 1)).hasMessage("batchesMax is 0, but must be at least 1");
        assertThatThrownBy(() -> options(1, 0, Duration.ZERO, 1)).hasMessage("bytesMax is 0, but must be at least 1");
        assertThatThrownBy(() -> options(1, (1 << 30) + 1, Duration.ZERO, 1))
                .hasMessage("bytesMax is 1073741825, but must be at most 1073741824");
        assertThatThrownBy(() -> options(1, 1, Duration.ZERO, 0)).hasMessage("queuedMax is 0, but must be at least 1");
        assertThatThrownBy(() -> options(1, 1, Duration.ofMillis(-1), 1))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("linger is PT-0.001S");
    }
}
