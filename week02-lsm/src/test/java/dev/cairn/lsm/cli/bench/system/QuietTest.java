package dev.cairn.lsm.cli.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// When a process counts as quiet, on clocks of its own.
final class QuietTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long SLICE = SECOND / 10;

    private final AtomicLong now = new AtomicLong();

    @Test
    void a_process_that_does_nothing_is_quiet_from_the_beginning() {
        assertThat(busyUntil(0).await(Duration.ofMinutes(1))).isZero();
        assertThat(now).as("and is looked at for three slices").hasValue(3 * SLICE);
    }

    @Test
    void it_is_told_how_long_the_process_was_busy_yet() {
        assertThat(busyUntil(2 * SECOND).await(Duration.ofMinutes(1))).isEqualTo(2 * SECOND);
        assertThat(now).hasValue(2 * SECOND + 3 * SLICE);
    }

    @Test
    void one_that_is_never_quiet_is_given_up() {
        assertThat(busyUntil(Long.MAX_VALUE).await(Duration.ofSeconds(5))).isEqualTo(5 * SECOND);
    }

    @Test
    void a_pause_of_two_slices_does_not_count_as_quiet() {
        Quiet quiet = new Quiet(
                () -> Math.min(now.get(), SLICE) + Math.max(0, now.get() - 3 * SLICE), now::get, now::addAndGet);
        assertThat(quiet.await(Duration.ofSeconds(1))).isEqualTo(SECOND);
    }

    /// A process that keeps one processor busy until then.
    private Quiet busyUntil(long nanos) {
        return new Quiet(() -> Math.min(now.get(), nanos), now::get, now::addAndGet);
    }
}
