package dev.cairn.lsm.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How long writers wait before they reach a target, as a brake says.
final class BrakedTargetTest {
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration ASKED = Duration.ofMillis(77);
    private static final BatchFormat.Batch GROUP = new BatchFormat.Batch(1, List.of());

    private final CompactionPlace place = new CompactionPlace(4);
    private final Target target = new Target();
    private long bytesPerPause = WriteBrake.FREE;
    private Optional<String> failing = Optional.empty();
    private final BrakedTarget braked = new BrakedTarget(target, _ -> bytesPerPause, place.parts(), () -> failing);

    @Test
    void where_nobody_is_held_back_the_target_alone_says_when_there_is_room() {
        braked.publish(GROUP, 1 << 30);
        assertThat(braked.makeRoom()).isEqualTo(ASKED);
        assertThat(braked.pauses()).isZero();
        assertThat(braked.sequenceMax()).isEqualTo(88);
        assertThat(braked.get(Bytes.utf8("k"))).contains(Bytes.utf8("v"));
        assertThat(target.published).isEqualTo(1 << 30);
    }

    @Test
    void slowed_writers_pause_once_for_so_many_bytes() {
        bytesPerPause = 100;
        braked.publish(GROUP, 99);
        assertThat(braked.makeRoom()).as("after 99 bytes").isEqualTo(ASKED);
        braked.publish(GROUP, 1);
        assertThat(braked.makeRoom()).as("after 100 bytes").isEqualTo(PAUSE);
        assertThat(braked.makeRoom()).as("after the pause").isEqualTo(ASKED);
        assertThat(braked.pauses()).isEqualTo(1);
    }

    @Test
    void a_group_of_many_bytes_is_paid_for_with_many_pauses() {
        bytesPerPause = 100;
        braked.publish(GROUP, 350);
        for (int pause = 1; pause <= 3; pause++) {
            assertThat(braked.makeRoom()).as("pause %s for 350 bytes", pause).isEqualTo(PAUSE);
        }
        assertThat(braked.makeRoom()).as("after three pauses").isEqualTo(ASKED);
        braked.publish(GROUP, 50);
        assertThat(braked.makeRoom()).as("50 bytes were left, and 50 have come").isEqualTo(PAUSE);
    }

    @Test
    void what_was_written_while_nobody_was_held_back_is_not_paid_for_later() {
        braked.publish(GROUP, 1 << 30);
        assertThat(braked.makeRoom()).isEqualTo(ASKED);
        bytesPerPause = 100;
        assertThat(braked.makeRoom()).as("slowed, and nothing written since").isEqualTo(ASKED);
    }

    @Test
    void stopped_writers_go_on_as_long_as_memory_has_room() {
        bytesPerPause = WriteBrake.STOPPED;
        braked.publish(GROUP, 1 << 20);
        assertThat(braked.makeRoom()).isEqualTo(ASKED);
    }

    @Test
    void stopped_writers_wait_with_full_memory_until_the_brake_lets_go() {
        fillMemory();
        bytesPerPause = WriteBrake.STOPPED;
        for (int pause = 0; pause < 5; pause++) {
            assertThat(braked.makeRoom()).isEqualTo(PAUSE);
        }
        bytesPerPause = 100;
        assertThat(braked.makeRoom()).as("slowed only").isEqualTo(ASKED);
        assertThat(braked.pauses()).isEqualTo(5);
    }

    @Test
    void writers_that_would_wait_for_a_merge_that_fails_are_told_why() {
        fillMemory();
        bytesPerPause = WriteBrake.STOPPED;
        failing = Optional.of("the disk is full");
        assertThatThrownBy(braked::makeRoom)
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessage("there are more tables than readers can bear, and they cannot be merged (the disk is full):"
                        + " writes are taken again when that has succeeded");
        failing = Optional.empty();
        assertThat(braked.makeRoom()).isEqualTo(PAUSE);
    }

    @Test
    void slowed_writers_are_not_refused_though_merges_fail() {
        bytesPerPause = 100;
        failing = Optional.of("the disk is full");
        braked.publish(GROUP, 100);
        assertThat(braked.makeRoom()).isEqualTo(PAUSE);
        assertThat(braked.makeRoom()).isEqualTo(ASKED);
    }

    @Test
    void the_brake_is_asked_of_the_version_that_counts_now() {
        BrakedTarget byTables = new BrakedTarget(
                target, version -> version.level(0).isEmpty() ? WriteBrake.FREE : 10, place.parts(), Optional::empty);
        assertThat(byTables.makeRoom()).isEqualTo(ASKED);
        byTables.publish(GROUP, 10);
        place.add(0, 1, "a");
        assertThat(byTables.makeRoom()).isEqualTo(PAUSE);
    }

    private void fillMemory() {
        Bytes value = Bytes.wrap(new byte[2 * CompactionPlace.MEMORY_BYTES]);
        place.parts().layers().state().active().add(1, new Mutation.Put(Bytes.utf8("k"), value));
    }

    /// Has room when nobody else will say so.
    private static final class Target implements CommitTarget {
        private long published;

        @Override
        public Duration makeRoom() {
            return ASKED;
        }

        @Override
        public long sequenceMax() {
            return 88;
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return Optional.of(Bytes.utf8("v"));
        }

        @Override
        public void publish(BatchFormat.Batch group, int recordBytes) {
            published += recordBytes;
        }
    }
}
