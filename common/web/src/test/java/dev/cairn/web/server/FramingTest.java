package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.web.server.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that are none, or that two readers would read differently: each is refused by name, and nothing
/// behind it is taken for a request.
@Timeout(30)
final class FramingTest {
    private static final String HOST = "Host: localhost\\r\\n";

    @RegisterExtension
    static final SiteOfClass SITE = new SiteOfClass();

    /// `H` stands for a good host header.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense                                                       | 400 | MALFORMED
        GET / \\r\\nH                                                  | 400 | MALFORMED
        GET / HTTP/1.1\\r\\n                                            | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHHost: b\\r\\n                              | 400 | MALFORMED
        GET / HTTP/2.0\\r\\nH                                           | 505 | MALFORMED
        GET / HTTP/1.2\\r\\nH                                           | 505 | MALFORMED
        GET / XTTP/1.1\\r\\nH                                           | 400 | MALFORMED
        GET * HTTP/1.1\\r\\nH                                           | 400 | MALFORMED
        GET keys HTTP/1.1\\r\\nH                                        | 400 | MALFORMED
        GET /a#b HTTP/1.1\\r\\nH                                        | 400 | MALFORMED
        GET /ü HTTP/1.1\\r\\nH                                          | 400 | MALFORMED
        GET ftp://localhost/ HTTP/1.1\\r\\nH                            | 400 | MALFORMED
        TRACE / HTTP/1.1\\r\\nH                                         | 501 | METHOD
        CONNECT a:1 HTTP/1.1\\r\\nH                                     | 501 | METHOD
        OPTIONS * HTTP/1.1\\r\\nH                                       | 501 | METHOD
        get / HTTP/1.1\\r\\nH                                           | 501 | METHOD
        GET / HTTP/1.1\\r\\nHno colon\\r\\n                             | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHA b: c\\r\\n                               | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHA : c\\r\\n                                | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nH: c\\r\\n                                  | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHA: b\\0c\\r\\n                             | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHA: b\\rc\\r\\n                             | 400 | MALFORMED
        GET / HTTP/1.1\\nH                                              | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHA: b\\nC: d\\r\\n                          | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: 3\\r\\nContent-Length: 4\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: 3\\r\\nContent-Length: 3\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: 3, 3\\r\\n            | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: +3\\r\\n              | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: -3\\r\\n              | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: 0x3\\r\\n             | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: 99999999999999999999\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHContent-Length: 3\\r\\nTransfer-Encoding: chunked\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\nContent-Length: 3\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: gzip, chunked\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: xchunked\\r\\n     | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: identity\\r\\n     | 400 | MALFORMED
        POST /echo HTTP/1.0\\r\\nHTransfer-Encoding: chunked\\r\\n      | 400 | MALFORMED
        GET / HTTP/1.1\\r\\nHSec-WebSocket-Key1: 1\\r\\nSec-WebSocket-Key2: 2\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHExpect: a miracle\\r\\nContent-Length: 1\\r\\n | 417 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\n1\\na\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nab\\r\\n0\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\n1;a\\nb\\r\\na\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\n1;a="\\r\\nx"\\r\\n0\\r\\n | 400 | MALFORMED
        POST /echo HTTP/1.1\\r\\nHTransfer-Encoding: chunked\\r\\n\\r\\n1;a="\\r\\nx\\r\\n0\\r\\n | 400 | MALFORMED
        """)
    void each_is_refused_and_the_connection_is_closed(String request, int status, String reason) throws IOException {
        try (RawClient client = SITE.opened().client()) {
            client.send(unescaped(withHost(request)) + "\r\nGET /bug HTTP/1.1\r\nHost: localhost\r\n\r\n");

            Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body())
                    .startsWith("{\"success\":false,\"reason\":\"" + reason + "\",\"message\":\"")
                    .endsWith("\"}\n");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.rest()).as("what comes after that").isEmpty();
            assertThat(SITE.opened().bugs.poll()).as("of what is behind it").isNull();
        }
    }

    private static String withHost(String request) {
        int end = request.indexOf("\\n");
        return end < 0 || !request.startsWith("H", end + 2)
                ? request
                : request.substring(0, end + 2) + HOST + request.substring(end + 3);
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }
}
