package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import dev.cairn.sim.history.Verdict.Unknown;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What searches remember has one room, and a verdict does not depend on how large that is.
final class SeenBeforeTest {
    private final SeenBefore.Room room = new SeenBefore.Room(1000);
    private final SeenBefore memory = new SeenBefore(room);
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void a_configuration_that_is_remembered_is_not_new() {
        assertThat(memory.add(new long[] {1, 2, 4}, 2, 3)).isTrue();
        assertThat(memory.add(new long[] {1, 2, 6}, 2, 3))
                .as("one that is covered")
                .isFalse();
        assertThat(memory.add(new long[] {1, 2, 3}, 2, 3)).as("another set").isTrue();
        assertThat(memory.add(new long[] {1, 2}, 2, 2)).as("another length").isTrue();
    }

    @Test
    void more_than_the_room_is_not_taken_and_all_of_it_is_given_back() {
        SeenBefore other = new SeenBefore(room);
        int forgotten = 0;
        for (long i = 0; i < 1000; i++) {
            (i % 2 == 0 ? memory : other).add(new long[] {i, i}, 2, 2);
            assertThat(room.left()).isNotNegative();
        }
        for (long i = 0; i < 1000; i++) {
            forgotten += (i % 2 == 0 ? memory : other).add(new long[] {i, i}, 2, 2) ? 1 : 0;
        }
        assertThat(forgotten).isBetween(500, 900);

        memory.forget();
        other.forget();
        assertThat(room.left()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 1000})
    void with_little_room_the_verdict_is_the_same(long words) {
        SimulatedClients clients = new SimulatedClients(3, 2, 2, 7, 20);
        for (int i = 0; i < 300; i++) {
            History history = Spoiled.of(clients.run(random), random);
            assertThat(LinearizabilityCheck.usual().judge(history, new SeenBefore.Room(words)))
                    .isInstanceOf(BruteForce.isLinearizable(history) ? Linearizable.class : NotLinearizable.class);
        }
    }

    @Test
    void hard_keys_share_the_room_and_end_with_the_budget() {
        History history = new SimulatedClients(32, 2, 1_000_000, 4000, 0).run(random);
        SeenBefore.Room little = new SeenBefore.Room(2000);

        assertThat(LinearizabilityCheck.usual().within(20_000).judge(history, little))
                .isInstanceOf(Unknown.class);
        assertThat(little.left()).isBetween(0L, 1_999L);
    }

    @Test
    void a_key_that_is_decided_leaves_its_room_to_the_others() {
        History history = new SimulatedClients(8, 10, 8, 2000, 0).run(random);

        assertThat(LinearizabilityCheck.usual().judge(history, room)).isInstanceOf(Linearizable.class);
        assertThat(room.left()).isEqualTo(1000);
    }
}
