package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What may be under way to a peer.
@Tag("4.15")
class SendWindowTest {
    private static final int OVERHEAD = SendWindow.MESSAGE_OVERHEAD_BYTES;

    @Test
    void takes_exactly_as_much_as_there_is_room_for() {
        SendWindow window = new SendWindow(2L * (100 + OVERHEAD));
        assertThat(window.tryTake(100)).isTrue();
        assertThat(window.tryTake(101)).isFalse();
        assertThat(window.tryTake(100)).isTrue();
        assertThat(window.tryTake(0)).isFalse();
        assertThat(window.underWayBytes()).isEqualTo(2L * (100 + OVERHEAD));
    }

    @Test
    void what_was_taken_in_makes_room_for_as_much() {
        SendWindow window = new SendWindow(2L * (100 + OVERHEAD));
        window.tryTake(50);
        window.tryTake(100);
        assertThat(window.acknowledge(1)).isTrue();
        assertThat(window.underWayBytes()).isEqualTo(100 + OVERHEAD);
        assertThat(window.acknowledge(2)).isTrue();
        assertThat(window.underWayBytes()).isZero();
    }

    @Test
    void a_message_larger_than_the_window_goes_alone() {
        SendWindow window = new SendWindow(10);
        assertThat(window.tryTake(1_000)).isTrue();
        assertThat(window.tryTake(0)).isFalse();
        assertThat(window.acknowledge(1)).isTrue();
        assertThat(window.tryTake(2_000)).isTrue();
    }

    @Test
    void empty_messages_are_not_endless() {
        SendWindow window = new SendWindow(10L * OVERHEAD);
        int taken = 0;
        while (taken < 1_000 && window.tryTake(0)) {
            taken++;
        }
        assertThat(taken).isEqualTo(10);
    }

    @Test
    void the_largest_message_of_all_has_its_cost_too() {
        SendWindow window = new SendWindow(1_000);
        assertThat(window.tryTake(0)).isTrue();
        assertThat(window.tryTake(Integer.MAX_VALUE)).isFalse();
        assertThat(window.acknowledge(1)).isTrue();
        assertThat(window.tryTake(Integer.MAX_VALUE)).isTrue();
        assertThat(window.underWayBytes()).isEqualTo((long) Integer.MAX_VALUE + OVERHEAD);
    }

    @Test
    void what_cannot_be_acknowledged_changes_nothing() {
        SendWindow window = new SendWindow(1_000);
        window.tryTake(1);
        window.tryTake(2);
        assertThat(window.acknowledge(3)).as("more than were sent").isFalse();
        assertThat(window.acknowledge(1)).isTrue();
        assertThat(window.acknowledge(0)).as("fewer than before").isFalse();
        assertThat(window.acknowledge(-1)).isFalse();
        assertThat(window.acknowledge(1)).as("nothing new").isTrue();
        assertThat(window.underWayBytes()).isEqualTo(2 + OVERHEAD);
    }
}
