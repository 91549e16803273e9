package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.web.server.RawClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that take their time: each of these tests waits until the server has had enough.
@Timeout(30)
final class PatienceTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Deque<TestSite> opened = new ArrayDeque<>();

    @AfterEach
    void close() {
        opened.forEach(TestSite::close);
    }

    @Test
    void a_connection_that_asks_nothing_is_closed() throws Exception {
        TestSite site = open(SHORT, LONG, LONG, LONG, LONG);
        try (RawClient client = site.client()) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void a_head_that_does_not_end_is_408() throws Exception {
        TestSite site = open(SHORT, LONG, LONG, LONG, SHORT);
        try (RawClient client = site.client()) {
            client.send("GET / HTTP/1.1\r\nHost: local");
            tooSlow(client);
        }
    }

    @Test
    void one_byte_now_and_then_makes_no_head_last_longer() throws Exception {
        TestSite site = open(SHORT, LONG, LONG, LONG, LONG);
        try (RawClient client = site.client()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
            Thread drip = Thread.startVirtualThread(() -> {
                try {
                    while (!Thread.interrupted()) {
                        client.send("A: b\r\n".substring(0, 1));
                        Thread.onSpinWait();
                    }
                } catch (IOException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Answer answer = client.answer();
            drip.interrupt();
            drip.join();
            assertThat(answer.status()).isIn(408, 431);
        }
    }

    @Test
    void a_body_that_does_not_end_is_408() throws Exception {
        TestSite site = open(LONG, SHORT, LONG, LONG, SHORT);
        try (RawClient client = site.client()) {
            client.send("PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
            tooSlow(client);
        }
        assertThat(site.event()).isEqualTo("PUT /keys/{key} 408");
        assertThat(site.server.bodyBytesLeft())
                .as("after a refusal on the connection's own thread")
                .isEqualTo(WebOptions.defaults().limits().bodiesBytesMax());
    }

    @Test
    void a_body_whose_head_came_with_the_request_before_has_the_time_of_a_body() throws Exception {
        TestSite site = open(SHORT, LONG, LONG, LONG, LONG);
        try (RawClient client = site.client()) {
            String next = "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n";
            client.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n" + next);
            assertThat(client.answer().status()).isEqualTo(404);
            client.send("a");
            while (site.server.bodyBytesLeft() == WebOptions.defaults().limits().bodiesBytesMax()) {
                Thread.onSpinWait();
            }
            try (RawClient idle = site.client()) {
                assertThat(idle.rest()).as("another's time is over meanwhile").isEmpty();
            }

            assertThat(client.send("bc").answer().body()).isEqualTo("a - 3\n");
        }
    }

    @Test
    void a_connection_between_requests_is_closed_after_a_while() throws Exception {
        TestSite site = open(LONG, LONG, SHORT, LONG, LONG);
        try (RawClient client = site.client()) {
            assertThat(client.ask("GET / HTTP/1.1", "Host: localhost").status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void a_handler_that_takes_long_is_not_hurried() throws Exception {
        TestSite site = open(SHORT, SHORT, SHORT, LONG, LONG);
        try (RawClient slow = site.client();
                RawClient idle = site.client()) {
            slow.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(idle.rest()).as("another's time is over meanwhile").isEmpty();
            site.permits.release();
            assertThat(slow.answer().body()).isEqualTo("waited\n");
        }
    }

    @Test
    @Tag("4.20")
    void a_client_that_takes_no_answer_is_cut_off_and_holds_one_piece() throws Exception {
        TestSite site = open(LONG, LONG, LONG, SHORT, LONG);
        try (RawClient client = new RawClient(readerOf(site))) {
            client.send("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(site.event()).isEqualTo("closed chunks");
            assertThat(site.event()).isEqualTo("GET /long 200");
        }
        assertThat(site.chunksAsked.availablePermits())
                .as("pieces of 10,000 bytes for somebody who reads nothing")
                .isLessThan(2_000);
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void who_does_not_leave_after_the_last_answer_is_left() throws Exception {
        TestSite site = open(LONG, LONG, LONG, LONG, SHORT);
        try (RawClient client = site.client()) {
            assertThat(client.ask("GET / HTTP/1.1", "Host: localhost", "Connection: close")
                            .status())
                    .isEqualTo(200);
            while (site.server.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    /// Somebody with little room for what it does not read.
    static Socket readerOf(TestSite site) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.server.port()));
        return socket;
    }

    private static void tooSlow(RawClient client) throws IOException {
        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body()).contains("\"reason\":\"TOO_SLOW\"");
        assertThat(client.rest()).isEmpty();
    }

    private TestSite open(Duration head, Duration request, Duration idle, Duration piece, Duration linger) {
        TestSite site = new TestSite(
                WebOptions.defaults().withTimes(new WebOptions.Times(head, request, idle, piece, LONG, linger)));
        opened.add(site);
        return site;
    }
}
