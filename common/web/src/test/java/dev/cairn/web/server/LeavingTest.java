package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who leaves first, and what becomes of the other.
@Timeout(30)
final class LeavingTest extends VisitedSite {
    @Test
    void a_client_that_leaves_interrupts_its_handler() throws Exception {
        client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(site.event()).isEqualTo("waiting");

        client.close();

        assertThat(site.event()).isEqualTo("interrupted");
        assertThat(site.event()).isEqualTo("GET /wait 499");
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void a_client_that_leaves_a_silent_stream_closes_it() throws Exception {
        client.send("GET /silent HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(site.event()).isEqualTo("waiting");

        client.close();

        assertThat(site.event()).isEqualTo("closed chunks");
        assertThat(site.event()).isEqualTo("GET /silent 200");
    }

    @Test
    void a_client_that_leaves_with_half_a_request_behind_another_leaves_nothing_here() throws Exception {
        long room = site.server.bodyBytesLeft();
        client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
        assertThat(site.event()).isEqualTo("waiting");
        client.close();

        site.permits.release();

        assertThat(site.event()).isEqualTo("GET /wait 200");
        while (site.server.connections() > 0 || site.server.bodyBytesLeft() < room) {
            Thread.onSpinWait();
        }
        assertThat(site.events).as("of the request that never came whole").isEmpty();
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void a_server_that_closes_lets_what_is_under_way_finish() throws Exception {
        RawClient idle = site.client();
        client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(site.event()).isEqualTo("waiting");
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            site.server.close(Duration.ofSeconds(20));
            closed.complete(null);
        });
        assertThat(idle.rest()).as("of one that asks nothing").isEmpty();

        site.permits.release();

        assertThat(client.answer().body()).isEqualTo("waited\n");
        assertThat(client.rest()).isEmpty();
        client.close();
        closed.join();
        assertThat(site.server.connections()).isZero();
    }

    @Test
    void a_server_that_closes_cuts_off_what_takes_too_long() throws Exception {
        client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(site.event()).isEqualTo("waiting");

        site.server.close(Duration.ofMillis(20));

        assertThat(site.event()).isEqualTo("interrupted");
        assertThat(client.rest()).isIn("", "(reset)");
        site.server.close();
    }

    @Test
    void nobody_listens_where_a_server_was_closed() throws Exception {
        int port = site.server.port();
        site.server.close();

        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("cairn-http")) {
                assertThat(thread.join(Duration.ofSeconds(10)))
                        .as("the end of %s", thread)
                        .isTrue();
            }
        }
    }
}
