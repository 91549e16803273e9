package dev.cairn.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// When it is looked what has expired.
final class ExpiryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(1);
    private final List<Long> looks = new ArrayList<>();
    private OptionalLong next = OptionalLong.empty();
    private final Expiry expiry = new Expiry(
            world.env().background(), MINUTE, () -> looks.add(world.clock().nanoTime()), () -> next);

    @Test
    void nothing_is_left_to_do_where_nothing_may_expire() {
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).hasSize(1);
        assertThat(world.runOne()).isFalse();
    }

    @Test
    void what_begins_during_a_long_wait_and_lives_shortly_is_ended_too() {
        next = OptionalLong.of(Duration.ofHours(1).toNanos());
        expiry.wake();
        world.advance(MINUTE.dividedBy(2));
        long beginNanos = world.clock().nanoTime();
        expiry.wake();
        world.advance(MINUTE.multipliedBy(2));
        assertThat(looks)
                .anyMatch(at -> at - beginNanos >= MINUTE.toNanos()
                        && at - beginNanos <= MINUTE.multipliedBy(2).toNanos());
    }

    @Test
    void nobody_looks_all_the_time_however_much_expires() {
        next = OptionalLong.of(0);
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).hasSizeBetween(8, 10);
    }

    @Test
    void nobody_looks_after_the_end() {
        next = OptionalLong.of(0);
        expiry.wake();
        expiry.close();
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).isEmpty();
    }
}
