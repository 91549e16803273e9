package dev.cairn.wal.commit;

import static dev.cairn.wal.commit.CommitStage.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A target that has no room for the next group: it is waited for, or the group is refused.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("1.9")
final class GroupCommitRoomTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final CommitStage stage = CommitStage.simulated();
    private final AtomicInteger asked = new AtomicInteger();
    private final StoreException full = new StoreException.Unavailable("memory is full", Optional.empty());

    @Test
    void a_group_waits_until_there_is_room_and_those_who_come_meanwhile_join_it() {
        stage.withRoom(() -> asked.incrementAndGet() < 4 ? MOMENT : Duration.ZERO);
        CompletableFuture<Boolean> first = stage.submit("a");
        stage.world().advance(MOMENT);
        CompletableFuture<Boolean> second = stage.submit("b");

        assertThat(stage.events()).isEmpty();
        stage.world().advance(MOMENT.multipliedBy(5));

        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(true);
        assertThat(stage.events("record")).containsExactly("record a b");
        assertThat(asked).hasValue(4);
    }

    @Test
    void a_thread_that_leads_waits_for_room_as_well() {
        stage.withRoom(() -> asked.incrementAndGet() < 4 ? MOMENT : Duration.ZERO);

        stage.commits().write(put("a"));

        assertThat(asked).hasValue(4);
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a");
    }

    @Test
    void a_group_for_which_there_will_be_no_room_is_refused_and_the_next_one_is_asked_for_anew() {
        stage.withRoom(() -> {
            throw full;
        });
        assertThatThrownBy(() -> stage.commits().write(put("a"))).isSameAs(full);
        assertThat(stage.events()).isEmpty();

        stage.withRoom(() -> Duration.ZERO);
        stage.commits().write(put("b"));
        assertThat(stage.events("record")).containsExactly("record b");
        assertThat(stage.sequences()).containsExactly(1L);
    }

    @Test
    void what_stands_alone_needs_no_room() {
        stage.withRoom(() -> {
            throw full;
        });
        stage.commits().alone(() -> stage.note("alone"));

        assertThat(stage.events()).containsExactly("alone");
    }

    @Test
    void who_queues_behind_the_closing_is_refused_though_there_will_be_no_room() {
        stage.withRoom(() -> MOMENT);
        List<CompletableFuture<Boolean>> behind = new ArrayList<>();
        stage.commits().close(() -> behind.add(stage.submit("a")));
        stage.world().advance(MOMENT.multipliedBy(5));
        assertThat(behind)
                .singleElement()
                .satisfies(write -> assertThat(write).isDone())
                .satisfies(write -> assertThatThrownBy(write::join).hasCauseInstanceOf(StoreException.Closed.class));
    }

    @Test
    void nobody_asks_a_target_for_room_that_holds_half_a_group() {
        CommitStage single = CommitStage.with(SyncPolicy.always(), CommitStage.options(1, 1 << 20, Duration.ZERO, 100));
        single.withRoom(() -> {
            asked.incrementAndGet();
            return Duration.ZERO;
        });
        single.whenPublishing(() -> {
            throw new IllegalStateException("a bug in the target");
        });
        single.submitAll("a", "b");
        single.world().runUntilIdle();
        assertThat(asked).as("how often the target was asked for room").hasValue(1);
    }

    @Test
    void a_thread_that_was_interrupted_waits_for_room_as_long_as_any_other() {
        List<Boolean> interrupted = new ArrayList<>();
        stage.withRoom(() -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            return interrupted.size() < 4 ? MOMENT : Duration.ZERO;
        });
        Thread.currentThread().interrupt();
        stage.commits().write(put("a"));
        assertThat(Thread.interrupted()).as("interrupted afterwards").isTrue();
        assertThat(interrupted)
                .as("interrupted whenever it asked, for no wait is one with the flag up")
                .containsExactly(true, false, false, false);
    }

    @Test
    void a_group_that_might_not_get_all_its_numbers_is_refused_before_it_is_recorded() {
        stage.withSequenceMax(Integer.MAX_VALUE);
        stage.commits().write(put("a"));
        assertThatThrownBy(() -> stage.commits().write(put("b")))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("sequence number 1 is taken");
        assertThat(stage.events("record")).containsExactly("record a");
    }

    @Test
    void a_target_that_says_nothing_of_room_has_room() {
        CommitTarget plain = new CommitTarget() {
            @Override
            public Optional<Bytes> get(Bytes key) {
                return Optional.empty();
            }

            @Override
            public void publish(BatchFormat.Batch group, int recordBytes) {}
        };
        assertThat(plain.makeRoom()).isZero();
        assertThat(plain.sequenceMax()).isEqualTo(Long.MAX_VALUE);
    }
}
