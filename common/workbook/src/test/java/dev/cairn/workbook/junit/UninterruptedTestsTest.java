package dev.cairn.workbook.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
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
    void the_test_behind_one_that_left_its_thread_interrupted_can_wait_and_the_one_is_named() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new UninterruptedTests(new PrintStream(err, true, UTF_8)), summary)
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Trial.class))
                        .build());
        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .containsOnlyOnce("has left its thread interrupted")
                .contains("is_interrupted_at_its_end()")
                .doesNotContain("waits()");
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
