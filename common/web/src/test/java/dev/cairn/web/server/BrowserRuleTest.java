package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.web.server.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who asks from a browser, and from which page.
@Timeout(30)
final class BrowserRuleTest {
    @RegisterExtension
    static final SiteOfClass SITE = new SiteOfClass();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:80", "[::1]:8080", "192.168.1.7:1"})
    void a_node_on_loopback_is_asked_by_an_address_or_as_localhost(String host) throws IOException {
        assertThat(status("GET /keys/a HTTP/1.1", "Host: " + host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", "", "x", "1.2.3"})
    void another_name_that_leads_here_is_refused(String host) throws IOException {
        assertThat(status("GET /keys/a HTTP/1.1", "Host: " + host)).isEqualTo(403);
    }

    @Test
    void the_target_says_whom_it_asks_if_it_names_somebody() throws IOException {
        assertThat(status("GET http://127.0.0.1/keys/a HTTP/1.1", "Host: evil.example"))
                .isEqualTo(200);
        assertThat(status("GET http://evil.example/keys/a?p=1 HTTP/1.1", "Host: localhost"))
                .isEqualTo(403);
    }

    @Test
    void a_page_of_this_node_may_ask_and_no_other() throws IOException {
        assertThat(status("PUT /keys/a HTTP/1.1", "Host: localhost:1", "Origin: http://localhost:1"))
                .isEqualTo(200);
        for (String origin :
                new String[] {"https://evil.example", "null", "http://localhost:2", "http://localhost", ""}) {
            assertThat(status("PUT /keys/a HTTP/1.1", "Host: localhost:1", "Origin: " + origin))
                    .as(origin)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_picture_on_another_page_is_no_request_of_ours() throws IOException {
        assertThat(status(
                        "GET /keys/a HTTP/1.1",
                        "Host: localhost",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: no-cors"))
                .isEqualTo(403);
        assertThat(status(
                        "GET /keys/a HTTP/1.1",
                        "Host: localhost",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate"))
                .as("a link to what is not for anybody")
                .isEqualTo(403);
        assertThat(status(
                        "GET / HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .as("a link to the page")
                .isEqualTo(200);
        assertThat(status("GET /keys/a HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
    }

    @Test
    void the_refusal_says_what_to_do() throws IOException {
        try (RawClient client = SITE.opened().client()) {
            Answer answer = client.ask("GET /keys/a HTTP/1.1", "Host: evil.example");
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"success\":false,\"reason\":\"CROSS_SITE\",\"message\":\"the host \\\"evil.example\\\""
                                    + " is neither localhost nor an address, and this node listens on loopback only"
                                    + " (a proxy has to set Host): ask the node under its own address,"
                                    + " as http://127.0.0.1:PORT\"}\n");
        }
    }

    @Test
    void the_refusal_names_who_asks() throws IOException {
        try (RawClient client = SITE.opened().client()) {
            Answer answer = client.ask("GET /keys/a HTTP/1.1", "Host: localhost", "Origin: https://evil.example");
            assertThat(answer.body())
                    .contains("a page of \\\"https://evil.example\\\" asks for this, which is another site than"
                            + " \\\"localhost\\\"");
        }
    }

    private static int status(String... lines) throws IOException {
        try (RawClient client = SITE.opened().client()) {
            return client.ask(lines).status();
        }
    }
}
