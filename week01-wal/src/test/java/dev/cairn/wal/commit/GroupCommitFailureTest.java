package dev.cairn.wal.commit;

import static dev.cairn.wal.commit.CommitStage.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What a failing log or target means for a group, for those behind it, and for the store.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("1.9")
final class GroupCommitFailureTest {
    private final CommitStage stage = CommitStage.simulated();
    private final StoreException failure =
            new StoreException.UnknownOutcome("cannot sync 000001.log", new IOException("Input/output error"));

    @Test
    void a_failed_record_is_told_to_every_member_and_nothing_is_published() {
        stage.whenRecording(this::fail);
        assertAllAreTold(failure);
        assertThat(stage.events()).isEmpty();
    }

    @Test
    void a_failed_sync_is_told_to_every_member_and_nothing_is_published() {
        stage.whenSyncing(this::fail);
        assertAllAreTold(failure);
        assertThat(stage.events()).containsExactly("record a b c");
    }

    @Test
    void a_failed_group_takes_no_sequence_numbers_and_is_not_counted() {
        stage.whenRecording(this::fail);
        assertThatThrownBy(() -> stage.commits().write(put("a"))).isSameAs(failure);
        assertThat(stage.commits().lastSequence()).isZero();
        assertThat(stage.commits().counts()).isEqualTo(new GroupCommit.Counts(0, 0, 0));
    }

    @Test
    void whether_the_next_group_fails_too_is_for_the_log_to_say() {
        stage.whenSyncing(this::fail);
        assertThatThrownBy(() -> stage.commits().write(put("a"))).isSameAs(failure);
        stage.whenRecording(this::fail);
        assertThatThrownBy(() -> stage.commits().write(put("b"))).isSameAs(failure);
        assertThat(stage.events("sync")).isEmpty();
    }

    @Test
    void those_who_queue_behind_a_failed_group_get_their_turn() {
        stage.whenRecording(() -> {
            stage.whenRecording(() -> {});
            throw failure;
        });
        CompletableFuture<Boolean> first = stage.submit("a");
        stage.world().runOne();
        CompletableFuture<Boolean> second = stage.submit("b");
        stage.world().runUntilIdle();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    void what_fails_alone_behind_a_failed_group_leaves_nobody_waiting() {
        stage.whenSyncing(this::fail);
        CompletableFuture<Boolean> first = stage.submit("a");
        CompletableFuture<Boolean> alone = stage.commits().submitAlone(this::fail);
        stage.world().runUntilIdle();
        assertThatThrownBy(first::join).hasCause(failure);
        assertThatThrownBy(alone::join).hasCause(failure);
        assertThatThrownBy(() -> stage.commits().write(put("b"))).isSameAs(failure);
    }

    @Test
    void if_a_recorded_group_cannot_be_published_no_further_write_is_taken() {
        stage.whenPublishing(() -> {
            throw new IllegalStateException("a bug in the target");
        });
        assertThatThrownBy(() -> stage.commits().write(put("a")))
                .isInstanceOf(StoreException.UnknownOutcome.class)
                .hasMessageContaining("a bug in the target");
        assertThatThrownBy(() -> stage.commits().write(put("b")))
                .isInstanceOf(StoreException.ReadOnly.class)
                .hasMessageContaining("a bug in the target");
        assertThat(stage.events("record")).containsExactly("record a");
    }

    @Test
    void a_machine_out_of_memory_leaves_nobody_waiting() {
        stage.whenRecording(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        List<CompletableFuture<Boolean>> group =
                Stream.of("a", "b").map(stage::submit).toList();
        stage.world().runOne();
        CompletableFuture<Boolean> behind = stage.submit("c");
        stage.world().runUntilIdle();
        assertThat(group)
                .allSatisfy(member ->
                        assertThatThrownBy(member::join).hasCauseInstanceOf(StoreException.UnknownOutcome.class));
        assertThatThrownBy(behind::join).hasCauseInstanceOf(StoreException.ReadOnly.class);
    }

    @Test
    void a_machine_out_of_memory_for_the_message_too_leaves_nobody_waiting() {
        stage.whenRecording(() -> {
            throw new Starving();
        });
        CompletableFuture<Boolean> first = stage.submit("a");
        stage.world().runOne();
        CompletableFuture<Boolean> behind = stage.submit("b");
        stage.world().runUntilIdle();
        assertThatThrownBy(first::join).hasCauseInstanceOf(StoreException.UnknownOutcome.class);
        assertThatThrownBy(behind::join)
                .hasCauseInstanceOf(StoreException.ReadOnly.class)
                .hasMessageContaining("there was no memory left");
        stage.commits().close(() -> stage.note("last"));
        assertThat(stage.events()).containsExactly("last");
    }

    @Test
    void what_stands_alone_is_not_run_on_half_a_group() {
        stage.whenPublishing(this::fail);
        assertThatThrownBy(() -> stage.commits().write(put("a"))).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThatThrownBy(() -> stage.commits().alone(() -> stage.note("alone")))
                .isInstanceOf(StoreException.ReadOnly.class);
        CompletableFuture<Boolean> submitted = stage.commits().submitAlone(() -> stage.note("alone"));
        stage.world().runUntilIdle();
        assertThatThrownBy(submitted::join).hasCauseInstanceOf(StoreException.ReadOnly.class);
        assertThat(stage.events("alone")).isEmpty();
    }

    @Test
    void a_store_that_broke_down_can_be_closed() {
        stage.whenPublishing(this::fail);
        assertThatThrownBy(() -> stage.commits().write(put("a"))).isInstanceOf(StoreException.UnknownOutcome.class);
        stage.commits().close(() -> stage.note("last"));
        assertThat(stage.events()).endsWith("last");
    }

    private void fail() {
        throw failure;
    }

    /// What a virtual machine throws that has no memory for a message about it either.
    private static final class Starving extends OutOfMemoryError {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    private void assertAllAreTold(StoreException expected) {
        List<CompletableFuture<Boolean>> members =
                Stream.of("a", "b", "c").map(stage::submit).toList();
        stage.world().runUntilIdle();
        assertThat(members)
                .allSatisfy(member -> assertThatThrownBy(member::join).hasCause(expected));
    }
}
