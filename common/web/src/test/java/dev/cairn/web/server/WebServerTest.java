package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.web.Scope;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebGate;
import dev.cairn.web.server.RawClient.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a client of the server gets.
@Timeout(30)
final class WebServerTest extends VisitedSite {
    @Test
    @Tag("4.16")
    void a_request_reaches_its_handler_decoded() throws IOException {
        Answer answer = client.ask("GET /keys/a%2Fb?p=x+y%00 HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("a/b x y\\x00 0\n");
        assertThat(answer.headers())
                .containsEntry("content-type", "text/plain; charset=utf-8")
                .containsEntry("content-length", "14")
                .containsEntry("connection", "keep-alive")
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void one_connection_serves_many_requests() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(client.ask("GET /keys/" + i + " HTTP/1.1", "Host: localhost")
                            .body())
                    .isEqualTo(i + " - 0\n");
            assertThat(site.event()).isEqualTo("GET /keys/{key} 200");
        }
        assertThat(site.server.connections()).isEqualTo(1);
    }

    @Test
    void pipelined_requests_are_answered_in_their_order() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            all.append("PUT /keys/" + i + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
        }
        client.send(all.toString());

        for (int i = 0; i < 100; i++) {
            assertThat(client.answer().body()).isEqualTo(i + " - 3\n");
        }
    }

    @Test
    void a_body_may_come_in_chunks() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        client.send("5;note=x\r\nhello\r\n");
        client.send("7\r\n, world\r\n0\r\nTrailer: x\r\n\r\n");

        assertThat(client.answer().body()).isEqualTo("hello, world");
        assertThat(client.ask("GET / HTTP/1.1", "Host: localhost").status()).isEqualTo(200);
    }

    @Test
    void chunks_that_came_while_another_was_answered_are_taken_one_after_another() throws Exception {
        client.send(
                "PUT /keys/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));
        assertThat(client.answer().status())
                .as("after which much is read at once")
                .isEqualTo(200);
        assertThat(site.event()).startsWith("PUT");
        client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\na\r\n".repeat(20_000) + "0\r\n\r\n");
        assertThat(site.event()).isEqualTo("waiting");
        site.permits.release();

        assertThat(client.answer().body()).isEqualTo("waited\n");
        assertThat(client.answer().body()).hasSize(20_000);
        assertThat(site.bugs).isEmpty();
    }

    @Test
    void a_body_of_a_mebibyte_comes_back() throws IOException {
        String body = "0123456789abcdef".repeat(65_536);
        client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(client.answer().body()).isEqualTo(body);
    }

    @Test
    void who_waits_to_be_told_to_send_is_told() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(100);

        assertThat(client.send("ok").answer().body()).isEqualTo("ok");
    }

    @Test
    void a_head_has_the_headers_of_a_get_and_no_body() throws IOException {
        assertThat(client.ask("HEAD /keys/a HTTP/1.1", "Host: localhost").headers())
                .containsEntry("content-length", "6");
        assertThat(client.ask("HEAD /stream HTTP/1.1", "Host: localhost").headers())
                .doesNotContainKey("content-length");
        assertThat(client.ask("HEAD /large?bytes=200000 HTTP/1.1", "Host: localhost")
                        .headers())
                .containsEntry("content-length", "200000");
        assertThat(client.ask("HEAD /nowhere HTTP/1.1", "Host: localhost").status())
                .isEqualTo(404);
        assertThat(client.ask("GET /keys/a HTTP/1.1", "Host: localhost").body()).isEqualTo("a - 0\n");
    }

    @Test
    void a_head_of_a_stream_without_an_end_has_one() throws Exception {
        Answer answer = client.ask("HEAD /silent HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "x/y").doesNotContainKey("content-length");
        assertThat(site.event()).as("of a stream of which nothing is asked").isEqualTo("closed chunks");
        assertThat(site.event()).isEqualTo("HEAD /silent 200");
        assertThat(client.ask("GET / HTTP/1.1", "Host: localhost").body()).isEqualTo("welcome\n");
    }

    @Test
    @Tag("4.20")
    void a_stream_comes_in_chunks_and_is_closed_once() throws Exception {
        Answer answer = client.ask("GET /stream HTTP/1.1", "Host: localhost");

        assertThat(answer.body()).hasSize(30_000);
        assertThat(answer.chunks()).isEqualTo(3);
        assertThat(answer.headers()).containsEntry("cache-control", "private");
        assertThat(site.event()).isEqualTo("closed chunks");
        assertThat(site.event()).isEqualTo("GET /stream 200");
        assertThat(client.ask("GET /keys/a HTTP/1.1", "Host: localhost").body()).isEqualTo("a - 0\n");
        assertThat(site.event()).isEqualTo("GET /keys/{key} 200");
    }

    @Test
    @Tag("4.20")
    void a_stream_that_fails_is_seen_to_be_cut() throws Exception {
        assertThatThrownBy(() -> client.ask("GET /broken HTTP/1.1", "Host: localhost"))
                .isInstanceOf(EOFException.class);

        assertThat(site.event()).isEqualTo("closed chunks");
        assertThat(site.bugs.take()).hasMessage("the rows are gone");
    }

    @Test
    void http_1_0_gets_a_stream_without_chunks_and_sees_its_end() throws IOException {
        Answer whole = client.ask("GET /stream HTTP/1.0");
        assertThat(whole.body()).hasSize(30_000);
        assertThat(whole.headers())
                .containsEntry("connection", "close")
                .doesNotContainKeys("transfer-encoding", "content-length");
        try (RawClient other = site.client()) {
            assertThat(other.send("GET /broken HTTP/1.0\r\n\r\n").rest()).endsWith("(reset)");
        }
    }

    @Test
    void http_1_0_keeps_its_connection_only_if_it_asks_for_it() throws IOException {
        assertThat(client.ask("GET / HTTP/1.0", "Connection: keep-alive").headers())
                .containsEntry("connection", "keep-alive");
        assertThat(client.ask("GET / HTTP/1.0").headers()).containsEntry("connection", "close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void a_connection_that_is_not_to_be_kept_is_closed() throws IOException {
        assertThat(client.ask("GET / HTTP/1.1", "Host: localhost", "Connection: close")
                        .headers())
                .containsEntry("connection", "close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void a_large_answer_comes_whole() throws IOException {
        assertThat(client.ask("GET /large?bytes=10000000 HTTP/1.1", "Host: localhost")
                        .body())
                .hasSize(10_000_000);
    }

    @Test
    void an_answer_may_have_no_body() throws IOException {
        client.send("GET /none HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(client.line()).isEqualTo("HTTP/1.1 204 No Content");
        while (!client.line().isEmpty()) {}
        assertThat(client.answer().body()).isEqualTo("welcome\n");
    }

    @Test
    void a_bug_is_told_to_us_and_not_to_the_client() throws IOException {
        Answer answer = client.ask("GET /bug HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("{\"success\":false,\"reason\":\"FAILED\",\"message\":"
                        + "\"something went wrong inside this node; its log says what\"}\n");
        assertThat(site.bugs).singleElement().satisfies(bug -> assertThat(bug).hasMessage("a secret of ours"));
        assertThat(client.ask("GET /fails HTTP/1.1", "Host: localhost").status())
                .as("a failure that the handler knows, on the same connection")
                .isEqualTo(400);
    }

    @Test
    void no_header_of_an_answer_begins_another() throws IOException {
        Answer answer = client.ask("GET /split HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
        assertThat(site.bugs).hasSize(1);
    }

    @Test
    void what_is_not_there_is_told_and_the_connection_lives_on() throws Exception {
        assertThat(client.ask("GET /nowhere HTTP/1.1", "Host: localhost").status())
                .isEqualTo(404);
        assertThat(site.event()).isEqualTo("GET - 404");
        Answer other = client.ask("DELETE /keys/a HTTP/1.1", "Host: localhost");
        assertThat(other.status()).isEqualTo(405);
        assertThat(other.headers()).containsEntry("allow", "GET, HEAD, PUT");
        assertThat(client.ask("GET /keys/%zz HTTP/1.1", "Host: localhost").status())
                .isEqualTo(400);
        assertThat(client.ask("GET /keys/a?p=1&p=2 HTTP/1.1", "Host: localhost").status())
                .isEqualTo(400);
        assertThat(client.ask("GET /keys/a HTTP/1.1", "Host: localhost").status())
                .isEqualTo(200);
    }

    @Test
    void the_gate_is_asked_before_the_body_is_read() throws IOException {
        WebGate gate = (needed, request) -> request.header("authorization").isEmpty() && needed == Scope.WRITE
                ? Optional.of(new WebFailure(401, "UNAUTHENTICATED", "who asks?", Map.of("www-authenticate", "Bearer")))
                : Optional.empty();
        try (TestSite guarded = new TestSite(WebOptions.defaults(), gate);
                RawClient stranger = guarded.client()) {
            Answer refusal = stranger.ask("PUT /keys/a HTTP/1.1", "Host: localhost", "Content-Length: 1000000");

            assertThat(refusal.status()).isEqualTo(401);
            assertThat(refusal.headers()).containsEntry("www-authenticate", "Bearer");
            assertThat(stranger.rest()).as("nobody waits for the body").isEmpty();
        }
    }

    @Test
    void a_place_where_somebody_listens_is_told() {
        WebOptions taken = WebOptions.defaults().at("127.0.0.1", site.server.port());

        assertThatThrownBy(() -> open(taken))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessage("cannot listen at 127.0.0.1:" + site.server.port() + ": Address already in use;"
                        + " stop what listens there, or choose another address (--http, or --http none)");
    }

    @Test
    void other_machines_are_let_in_only_if_somebody_said_so() {
        assertThatThrownBy(() -> open(WebOptions.defaults().at("0.0.0.0", 0)))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith("will not listen at 0.0.0.0:0: other machines reach that address");
        assertThatThrownBy(() -> open(WebOptions.defaults().at("no.such.host.invalid", 0)))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("nobody knows that host");
        open(WebOptions.defaults().at("0.0.0.0", 0).openToAll()).close();
    }

    private static WebServer open(WebOptions options) {
        return WebServer.open(options, List.of(), WebGate.open(), Runnable::run, Clock.system(), WebWatch.none());
    }
}
