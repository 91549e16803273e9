package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.web.UrlText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The routes behind a real socket: what only shows there.
@Tag("4.19")
@Tag("4.21")
@Timeout(30)
class RestSocketTest {
    @Test
    void any_byte_is_a_key_in_a_path_and_in_a_query() throws Exception {
        try (RestServer server = RestServer.ofNode();
                HttpClient client = HttpClient.newHttpClient()) {
            for (int each = 0; each < 256; each += 15) {
                Bytes key = Bytes.copyOf((byte) each, (byte) '/', (byte) (255 - each));
                String row = "{\"keyHex\":\"" + key.toHex() + "\",\"valueHex\":\"" + key.toHex() + "\"}";
                assertThat(post(client, server, "/keys", row).statusCode()).isEqualTo(200);
                assertThat(get(client, server, "/get?key=" + UrlText.encoded(key))
                                .body())
                        .isEqualTo(key.toArray());
                assertThat(get(client, server, "/keys/" + UrlText.encoded(key)).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void errors_have_their_status_and_their_body() throws Exception {
        try (RestServer server = RestServer.ofNode();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(text(get(client, server, "/get?key=k"))).contains("\"reason\":\"NOT_FOUND\"");
            assertThat(text(get(client, server, "/scan?limit=x"))).contains("\"reason\":\"REFUSED\"");
            assertThat(post(client, server, "/set", "{\"key\":1}").statusCode()).isEqualTo(400);
            assertThat(get(client, server, "/set").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void a_list_that_breaks_off_is_cut_before_its_end() throws Exception {
        FakeRows rows = new FakeRows().chunk("a").failing(StoreException.Failed.told("the disk has gone"));
        try (RestServer server = RestServer.ofRows(rows);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            ask(socket, "GET /scan HTTP/1.1");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).as("what has come").startsWith("HTTP/1.1 200").contains("{\"key\":\"a\"");
            assertThat(all).as("what has come").doesNotContain("success").doesNotContain("\r\n0\r\n");
        }
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void a_program_sees_that_a_list_was_cut() throws Exception {
        FakeRows rows = new FakeRows().chunk("a").failing(StoreException.Failed.told("the disk has gone"));
        try (RestServer server = RestServer.ofRows(rows);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> get(client, server, "/scan")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void rows_that_fail_at_once_are_an_error_like_any_other() throws Exception {
        FakeRows rows = new FakeRows().failing(new StoreException.Unavailable("go there", Optional.of("10.0.0.2:1")));
        try (RestServer server = RestServer.ofRows(rows);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = get(client, server, "/scan");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).contains("1");
            assertThat(response.headers().firstValue(HttpStatuses.ELSEWHERE)).contains("10.0.0.2:1");
        }
    }

    @Test
    void whoever_leaves_in_the_middle_gives_the_rows_back() throws Exception {
        FakeRows rows = new FakeRows().chunks(500, "k".repeat(100_000)).last(Optional.empty());
        try (RestServer server = RestServer.ofRows(rows)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                ask(socket, "GET /scan HTTP/1.1");
                assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
            }
            assertThat(rows.whenClosed()).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(rows.taken())
                    .as("chunks taken for a client that took a piece")
                    .isLessThan(500);
        }
    }

    @Test
    void who_wants_the_head_of_a_list_gives_the_rows_back() throws Exception {
        FakeRows rows = new FakeRows().chunk("a").last(Optional.empty());
        try (RestServer server = RestServer.ofRows(rows);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest head =
                    HttpRequest.newBuilder(uri(server, "/scan")).HEAD().build();
            assertThat(client.send(head, BodyHandlers.ofByteArray()).statusCode())
                    .isEqualTo(200);
            assertThat(rows.whenClosed()).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    private static void ask(Socket socket, String line) throws IOException {
        socket.setSoTimeout(10_000);
        String request = line + "\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static HttpResponse<byte[]> get(HttpClient client, RestServer server, String url)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(server, url)).build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> post(HttpClient client, RestServer server, String url, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(server, url))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static URI uri(RestServer server, String url) {
        return URI.create("http://127.0.0.1:" + server.port() + url);
    }
}
