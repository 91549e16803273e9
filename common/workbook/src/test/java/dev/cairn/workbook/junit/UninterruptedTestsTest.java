package dev.cairn.workbook.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Runs two tests, the first of which leaves its thread interrupted.
class UninterruptedTestsTest {
    @Test
    void the_test_behind_one_that_left_its_thread_interrupted_can_wait() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new UninterruptedTests(), summary)
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Trial.class))
                        .build());
        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(Thread.interrupted()).isFalse();
    }

    /// Run by the test above.
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Trial {
        @Test
        @Order(1)
        void is_interrupted_at_its_end() {
            Thread.currentThread().interrupt();
        }

        @Test
        @Order(2)
        void waits() throws InterruptedException {
            assertThat(new CountDownLatch(0).await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
