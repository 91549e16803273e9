package dev.cairn.lsm.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which sequence numbers are held, and which of them is the oldest.
@Tag("2.13")
final class SnapshotsTest {
    private final Snapshots snapshots = new Snapshots();

    @Test
    void without_readers_the_oldest_number_is_the_visible_one() {
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(9);
        assertThat(snapshots.count()).isZero();
    }

    @Test
    void a_number_is_taken_as_it_is_visible() {
        assertThat(snapshots.take(() -> 5)).isEqualTo(5);
        assertThat(snapshots.count()).isEqualTo(1);
    }

    @Test
    void the_oldest_number_is_that_of_the_oldest_reader_whoever_came_last() {
        snapshots.take(() -> 5);
        snapshots.take(() -> 7);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(5);
        snapshots.release(5);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(7);
        snapshots.release(7);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(9);
    }

    @Test
    void a_number_that_two_have_taken_is_held_until_both_have_released_it() {
        snapshots.take(() -> 5);
        snapshots.take(() -> 5);
        assertThat(snapshots.count())
                .as("readers, of whom two are at one number")
                .isEqualTo(2);
        snapshots.release(5);
        assertThat(snapshots.oldest(() -> 9))
                .as("the oldest, when one of two at 5 is gone")
                .isEqualTo(5);
        snapshots.release(5);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(9);
        assertThat(snapshots.count()).isZero();
    }
}
