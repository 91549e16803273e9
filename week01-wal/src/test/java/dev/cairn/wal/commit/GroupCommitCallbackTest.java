package dev.cairn.wal.commit;

import static dev.cairn.wal.commit.CommitStage.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What a leader calls that is not its own: callbacks, and what runs alone. They may submit, and must not wait.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("1.9")
final class GroupCommitCallbackTest {
    private final CommitStage stage = CommitStage.simulated();

    @Test
    void a_callback_may_submit() {
        CompletableFuture<Boolean> second = stage.submit("a").thenCompose(_ -> stage.submit("b"));
        stage.world().runUntilIdle();
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    void while_a_callback_runs_the_next_group_is_committed() {
        CommitStage single = CommitStage.with(SyncPolicy.always(), CommitStage.options(1, 1 << 20, Duration.ZERO, 100));
        CompletableFuture<Void> called = single.submit("a").thenRun(() -> {
            single.world().runUntilIdle();
            single.note("the callback of a returns");
        });
        var _ = single.submit("b");
        single.world().runUntilIdle();
        assertThat(called).isCompleted();
        assertThat(single.events())
                .as("what happened while a callback of a's future waited, as for another thread")
                .containsSubsequence("publish a", "publish b", "the callback of a returns");
    }

    @Test
    void a_callback_that_waits_for_a_commit_fails_at_once_instead_of_waiting_for_itself() {
        CompletableFuture<Void> waiting =
                stage.submit("a").thenAccept(_ -> stage.commits().write(put("b")));
        var _ = stage.commits().submitAlone(() -> stage.note("alone"));
        stage.world().runUntilIdle();
        assertThatThrownBy(waiting::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not wait for a commit");
        assertThat(stage.events()).endsWith("told a", "alone");
    }

    @Test
    void so_does_one_that_hears_that_its_condition_did_not_hold() {
        stage.commits().write(put("a"));
        CompletableFuture<Void> waiting =
                stage.submitIfAbsent("a").thenAccept(_ -> stage.commits().close(() -> stage.note("closed")));
        stage.world().runUntilIdle();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(IllegalStateException.class);
        stage.commits().write(put("b"));
    }

    @Test
    void so_does_one_that_hears_of_a_failure() {
        stage.whenRecording(() -> {
            throw new IllegalStateException("no record");
        });
        CompletableFuture<Boolean> waiting = stage.submit("a").handle((_, _) -> {
            stage.commits().write(put("b"));
            return true;
        });
        stage.world().runUntilIdle();
        assertThatThrownBy(waiting::join).hasMessageContaining("must not wait for a commit");
    }

    @Test
    void so_does_what_runs_alone() {
        assertThatThrownBy(() -> stage.commits().alone(() -> stage.commits().write(put("a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not wait for a commit");
        stage.commits().write(put("b"));
        assertThat(stage.events("publish")).containsExactly("publish b");
    }
}
