package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.web.server.RawClient.Answer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls that go wrong on our side.
@Timeout(30)
final class CallTest {
    private static final String PUT = "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc";

    @Test
    void of_a_bug_in_what_may_change_something_nobody_says_that_nothing_was_changed() throws Exception {
        try (TestSite site = new TestSite();
                RawClient client = site.client()) {
            Answer write = client.ask("POST /bug HTTP/1.1", "Host: localhost");
            Answer read = client.ask("GET /bug HTTP/1.1", "Host: localhost");

            assertThat(write.status()).isEqualTo(500);
            assertThat(write.body()).contains("\"reason\":\"UNKNOWN_OUTCOME\"").doesNotContain("secret");
            assertThat(read.status()).isEqualTo(500);
            assertThat(read.body()).contains("\"reason\":\"FAILED\"");
            assertThat(site.bugs).hasSize(2);
        }
    }

    @Test
    void a_bug_is_told_though_the_client_has_left() throws Exception {
        try (TestSite site = new TestSite()) {
            try (RawClient client = site.client()) {
                client.send("GET /forgets HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(site.event()).isEqualTo("waiting");
            }
            while (site.server.connections() > 0) {
                Thread.onSpinWait();
            }
            site.permits.release();

            assertThat(site.bugs.poll(10, TimeUnit.SECONDS)).hasMessage("a bug of its own");
        }
    }

    @Test
    void a_call_that_no_thread_takes_is_answered_and_gives_its_room_back() throws Exception {
        try (TestSite site = new TestSite(task -> {
            throw new RejectedExecutionException("closed");
        })) {
            refused(site, 503, "UNAVAILABLE");
            assertThat(site.bugs).isEmpty();
        }
    }

    @Test
    void so_is_one_for_which_there_can_be_no_thread() throws Exception {
        try (TestSite site = new TestSite(task -> {
            throw new OutOfMemoryError("no thread is left");
        })) {
            refused(site, 500, "FAILED");
            assertThat(site.bugs.poll()).hasMessage("no thread is left");
        }
    }

    private static void refused(TestSite site, int status, String reason) throws Exception {
        try (RawClient client = site.client()) {
            Answer answer = client.send(PUT).answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains("\"reason\":\"" + reason + "\"");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(site.server.bodyBytesLeft())
                .isEqualTo(WebOptions.defaults().limits().bodiesBytesMax());
    }
}
