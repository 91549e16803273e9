package dev.cairn.common.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The real machine as a store sees it.
final class EnvTest {
    @Test
    @Timeout(60)
    void the_real_machine_has_time_threads_and_chance() throws InterruptedException {
        CountDownLatch isRun = new CountDownLatch(1);
        try (Env env = Env.real(2)) {
            env.background().start(new Job() {
                @Override
                public String name() {
                    return "count";
                }

                @Override
                public Next step() {
                    isRun.countDown();
                    return Job.done();
                }
            });
            isRun.await();

            assertThat(env.random().nextLong()).isNotEqualTo(env.random().nextLong());
        }
    }

    @Test
    void the_clock_for_durations_never_goes_back() {
        Clock clock = Clock.system();
        long before = clock.nanoTime();

        assertThat(clock.nanoTime() - before).isNotNegative();
        assertThat(clock.wallMillis()).isPositive();
    }
}
