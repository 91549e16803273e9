package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.web.server.RawClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// More than there may be, of everything.
@Timeout(30)
final class LimitsTest {
    private static final int BODY_MAX = 10_000;
    private static final int BODIES_MAX = 16_000;

    private TestSite site;

    @BeforeEach
    void open() {
        site = new TestSite(WebOptions.defaults().withLimits(new WebOptions.Limits(200, 400, BODY_MAX, BODIES_MAX, 4)));
    }

    @AfterEach
    void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_first_line_that_is_too_long_is_414() throws Exception {
        refused(414, "GET /" + "a".repeat(300) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        refused(414, "G".repeat(100_000));
    }

    @Test
    void headers_that_are_too_long_are_431() throws Exception {
        refused(431, "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "b".repeat(500) + "\r\n\r\n");
        refused(431, "GET / HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(5_000));
        refused(431, "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "b".repeat(50_000));
    }

    @Test
    void a_body_that_is_announced_too_long_is_413_before_it_comes() throws Exception {
        refused(413, "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10001\r\n\r\n");
        refused(
                413,
                String.join(
                        "\r\n",
                        "PUT /keys/a HTTP/1.1",
                        "Host: localhost",
                        "Expect: 100-continue",
                        "Content-Length: 999999999999",
                        "",
                        ""));
        awaitAllBodyBytesLeft();
    }

    @Test
    @Tag("4.20")
    void chunks_that_become_too_long_are_413() throws Exception {
        String chunk = "fa0\r\n" + "x".repeat(4_000) + "\r\n";
        refused(413, "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3));
        refused(
                413,
                "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
                        + "x".repeat(20_000));
        awaitAllBodyBytesLeft();
    }

    @Test
    void the_longest_body_is_taken() throws Exception {
        try (RawClient client = site.client()) {
            client.send(
                    "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(BODY_MAX));
            assertThat(client.answer().body()).isEqualTo("a - 10000\n");
        }
        awaitAllBodyBytesLeft();
    }

    @Test
    @Tag("4.20")
    void what_is_only_announced_takes_no_room_and_what_has_come_does() throws Exception {
        String head = "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n";
        try (RawClient one = site.client();
                RawClient two = site.client();
                RawClient three = site.client()) {
            one.send(head);
            two.send(head + "x".repeat(9_999));
            awaitBodyBytesLeftAtMost(BODIES_MAX - 9_999);

            Answer busy = three.send(head + "x".repeat(9_999)).answer();

            assertThat(busy.status()).isEqualTo(429);
            assertThat(busy.headers()).containsEntry("retry-after", "1").containsEntry("connection", "close");
            assertThat(two.send("x").answer().status()).isEqualTo(200);
            awaitAllBodyBytesLeft();
            assertThat(one.send("x".repeat(BODY_MAX)).answer().status()).isEqualTo(200);
        }
        awaitAllBodyBytesLeft();
    }

    @Test
    void a_body_where_none_belongs_is_refused_and_takes_no_room() throws Exception {
        for (String head : List.of("Content-Length: 9999", "Transfer-Encoding: chunked")) {
            try (RawClient client = site.client()) {
                client.send("GET /silent HTTP/1.1\r\nHost: localhost\r\n" + head + "\r\n\r\n" + "x".repeat(9_999));
                Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).contains("a GET has no body here");
                assertThat(client.rest()).isEmpty();
            }
        }
        assertThat(site.server.bodyBytesLeft()).isEqualTo(BODIES_MAX);
    }

    @Test
    @Tag("4.20")
    void a_body_gives_its_room_back_before_its_answer_is_taken() throws Exception {
        try (RawClient client = site.client()) {
            client.send("POST /silent HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n" + "x".repeat(9_999));
            assertThat(site.event()).isEqualTo("waiting");

            awaitAllBodyBytesLeft();
        }
        assertThat(site.event()).isEqualTo("closed chunks");
    }

    @Test
    @Tag("4.20")
    void long_answers_that_nobody_takes_leave_no_room_for_more() throws Exception {
        try (RawClient slow = new RawClient(PatienceTest.readerOf(site));
                RawClient other = site.client()) {
            slow.send("GET /large?bytes=30000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            while (site.server.answerBytesLeft() > 0) {
                Thread.onSpinWait();
            }
            Answer busy = other.ask("GET /large?bytes=70000 HTTP/1.1", "Host: localhost");
            assertThat(busy.status()).isEqualTo(429);
            assertThat(busy.headers()).containsEntry("retry-after", "1");
            assertThat(other.ask("GET /large?bytes=60000 HTTP/1.1", "Host: localhost")
                            .body())
                    .hasSize(60_000);

            assertThat(slow.answer().body()).hasSize(30_000_000);
            awaitAllAnswerBytesLeft();
            assertThat(other.ask("GET /large?bytes=70000 HTTP/1.1", "Host: localhost")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_limit_of_one_body_is_none_above_that_of_all() {
        WebOptions.Limits limits = WebOptions.defaults().limits();

        assertThat(limits.withBodyBytesMax(300_000_000).bodiesBytesMax()).isEqualTo(300_000_000);
        assertThat(limits.withBodyBytesMax(1).bodiesBytesMax()).isEqualTo(limits.bodiesBytesMax());
        assertThatThrownBy(() -> new WebOptions.Limits(200, 400, 11, 10, 4))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("bodyBytesMax is 11, but all bodies together may have 10: raise that, or lower the one");
    }

    @Test
    void who_leaves_in_the_middle_of_a_body_gives_its_room_back() throws Exception {
        try (RawClient client = site.client()) {
            client.send("PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(9_999));
            awaitBodyBytesLeftAtMost(BODIES_MAX - 9_999);
        }
        awaitAllBodyBytesLeft();
    }

    @Test
    void one_connection_too_many_is_closed_at_once() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(site.client());
            assertThat(clients.get(i).ask("GET / HTTP/1.1", "Host: localhost").status())
                    .isEqualTo(200);
        }
        try (RawClient fifth = site.client()) {
            assertThat(fifth.rest()).isIn("", "(reset)");
        }
        assertThat(site.refused.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        for (RawClient client : clients) {
            assertThat(client.ask("GET / HTTP/1.1", "Host: localhost", "Connection: close")
                            .status())
                    .isEqualTo(200);
            client.close();
        }
        awaitConnections(0);
        try (RawClient sixth = site.client()) {
            assertThat(sixth.ask("GET / HTTP/1.1", "Host: localhost").status()).isEqualTo(200);
        }
    }

    private void refused(int status, String request) throws Exception {
        try (RawClient client = site.client()) {
            Answer answer = client.send(request).answer();
            assertThat(answer.status()).as(request.substring(0, 20)).isEqualTo(status);
            assertThat(answer.body()).contains("\"reason\":\"TOO_LARGE\"");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(site.bugs).isEmpty();
    }

    private void awaitBodyBytesLeftAtMost(long bytes) {
        while (site.server.bodyBytesLeft() > bytes) {
            Thread.onSpinWait();
        }
    }

    private void awaitAllBodyBytesLeft() {
        while (site.server.bodyBytesLeft() < BODIES_MAX) {
            Thread.onSpinWait();
        }
    }

    private void awaitAllAnswerBytesLeft() {
        while (site.server.answerBytesLeft() < BODIES_MAX) {
            Thread.onSpinWait();
        }
    }

    private void awaitConnections(int count) {
        while (site.server.connections() != count) {
            Thread.onSpinWait();
        }
    }
}
