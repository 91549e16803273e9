package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The files of a page, as values.
final class StaticFilesTest {
    private final List<Route> routes =
            StaticFiles.routes(StaticFilesTest.class, Map.of("/", "small.html", "/small.css", "small.css"));

    @Test
    void each_file_has_a_route_for_anybody() {
        assertThat(routes).extracting(Route::pattern).containsExactly("/", "/small.css");
        assertThat(routes).extracting(Route::scope).containsOnly(Scope.NONE);
        assertThat(routes).extracting(Route::method).containsOnly(WebMethod.GET);
    }

    @Test
    void a_page_comes_with_its_type_its_tag_and_its_policy() throws InterruptedException {
        WebAnswer.Whole page = ask(routes.getFirst(), Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().toUtf8()).isEqualTo("<!doctype html><title>t</title>\n");
        assertThat(page.headers())
                .containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("cache-control", "no-cache")
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'; ")
                                .doesNotContain("unsafe"));
        assertThat(ask(routes.getLast(), Map.of()).headers()).doesNotContainKey("content-security-policy");
    }

    @Test
    void who_has_it_already_gets_no_body() throws InterruptedException {
        String tag = String.valueOf(ask(routes.getFirst(), Map.of()).headers().get("etag"));

        for (String given : List.of(tag, "\"x\", " + tag, "W/" + tag, "*")) {
            WebAnswer.Whole again = ask(routes.getFirst(), Map.of("if-none-match", given));
            assertThat(again.status()).as(given).isEqualTo(304);
            assertThat(again.body()).isEqualTo(Bytes.EMPTY);
            assertThat(again.headers()).containsEntry("etag", tag);
        }
        assertThat(ask(routes.getFirst(), Map.of("if-none-match", "\"x\"")).status())
                .isEqualTo(200);
        assertThat(ask(routes.getLast(), Map.of("if-none-match", tag)).status())
                .as("another file's tag")
                .isEqualTo(200);
    }

    @Test
    void a_file_that_is_not_there_is_a_bug_of_the_caller() {
        assertThatThrownBy(() -> StaticFiles.routes(StaticFilesTest.class, Map.of("/a", "absent.css")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no absent.css beside dev.cairn.web.StaticFilesTest");
        assertThatThrownBy(() -> StaticFiles.routes(StaticFilesTest.class, Map.of("/a", "StaticFilesTest.class")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static WebAnswer.Whole ask(Route route, Map<String, String> headers) throws InterruptedException {
        WebRequest request =
                new WebRequest(WebMethod.GET, route.pattern(), Map.of(), Map.of(), headers, Bytes.EMPTY, "127.0.0.1:1");
        return (WebAnswer.Whole) route.handler().answer(request);
    }
}
