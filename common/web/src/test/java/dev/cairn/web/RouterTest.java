package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.Router.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which route a path means, case by case.
final class RouterTest {
    private static final WebHandler NOTHING = _ -> WebAnswer.text(200, "");

    @Test
    @Tag("4.16")
    void a_literal_is_meant_before_a_variable_whatever_comes_first_in_the_list() {
        List<Route> routes = List.of(get("/keys/{key}"), get("/keys/search"), get("/{what}/search"));

        for (List<Route> list : List.of(routes, routes.reversed())) {
            assertThat(meant(list, WebMethod.GET, "/keys/search")).isEqualTo("/keys/search");
            assertThat(meant(list, WebMethod.GET, "/keys/other")).isEqualTo("/keys/{key}");
            assertThat(meant(list, WebMethod.GET, "/rows/search")).isEqualTo("/{what}/search");
        }
    }

    @Test
    @Tag("4.16")
    void where_the_literal_leads_nowhere_the_variable_is_tried() {
        List<Route> routes = List.of(get("/a/b/d"), get("/a/{x}/c"), get("/{y}/b/e"));

        assertThat(meant(routes, WebMethod.GET, "/a/b/c")).isEqualTo("/a/{x}/c");
        assertThat(meant(routes, WebMethod.GET, "/a/b/e")).isEqualTo("/{y}/b/e");
    }

    @Test
    @Tag("4.16")
    void the_path_decides_before_the_method_does() {
        Router router = Router.of(List.of(get("/keys/search"), route(WebMethod.DELETE, "/keys/{key}")));

        assertThat(router.match(WebMethod.DELETE, "/keys/search"))
                .as("a DELETE of what is no key")
                .isEqualTo(new Match.OtherMethod(Set.of(WebMethod.GET)));
    }

    @Test
    @Tag("4.16")
    void one_path_has_a_route_for_each_method() {
        List<Route> routes = List.of(get("/keys/{key}"), route(WebMethod.PUT, "/keys/{name}"));
        Router router = Router.of(routes);

        assertThat(router.match(WebMethod.PUT, "/keys/a"))
                .isEqualTo(new Match.Found(routes.getLast(), Map.of("name", Bytes.utf8("a"))));
        assertThat(router.match(WebMethod.DELETE, "/keys/a"))
                .isEqualTo(new Match.OtherMethod(Set.of(WebMethod.GET, WebMethod.PUT)));
    }

    @Test
    @Tag("4.16")
    void an_escaped_separator_is_part_of_the_key() {
        Match match = Router.of(List.of(get("/keys/{key}"))).match(WebMethod.GET, "/keys/a%2Fb%2f..%00%ff");

        assertThat(((Match.Found) match).variables()).containsEntry("key", Bytes.hex("612f622f2e2e00ff"));
    }

    @Test
    @Tag("4.16")
    void a_plus_in_a_path_is_a_plus() {
        Match match = Router.of(List.of(get("/keys/{key}"))).match(WebMethod.GET, "/keys/1+1%2B");

        assertThat(((Match.Found) match).variables()).containsEntry("key", Bytes.utf8("1+1+"));
    }

    @Test
    @Tag("4.16")
    void no_path_climbs_or_joins() {
        Router router = Router.of(List.of(get("/"), get("/page.css"), get("/keys/{key}")));

        for (String path : List.of(
                "//",
                "/./page.css",
                "/x/../page.css",
                "/%2e%2e/page.css",
                "/page.css/",
                "//page.css",
                "/page.css%2f",
                "/keys/",
                "/keys",
                "/keys//",
                "/keys/a/",
                "/keys/%2e%2e/a",
                "/KEYS/a",
                "/page.css;x",
                "/keys/a/..")) {
            assertThat(router.match(WebMethod.GET, path)).as(path).isEqualTo(new Match.NoPath());
        }
        assertThat(router.match(WebMethod.GET, "/keys/.."))
                .as("a key of two dots")
                .isInstanceOf(Match.Found.class);
        assertThat(router.match(WebMethod.GET, "/")).isInstanceOf(Match.Found.class);
    }

    @Test
    @Tag("4.16")
    void a_literal_may_be_asked_for_with_escapes() {
        assertThat(meant(List.of(get("/keys/{key}"), get("/healthz")), WebMethod.GET, "/health%7a"))
                .isEqualTo("/healthz");
    }

    @Test
    @Tag("4.16")
    void a_path_that_does_not_begin_with_a_slash_is_malformed() {
        Router router = Router.of(List.of(get("/")));

        for (String path : List.of("", "*", "keys/a", "\\keys")) {
            assertThatThrownBy(() -> router.match(WebMethod.GET, path))
                    .isInstanceOf(WebFailure.class)
                    .hasMessageContaining("does not begin with /");
        }
    }

    @Test
    void two_routes_of_one_shape_are_refused() {
        assertThatThrownBy(() -> Router.of(List.of(get("/a/{x}/c"), get("/a/{y}/c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two routes are for GET /a/{y}/c and /a/{x}/c: nobody could say which is meant");
    }

    @Test
    void a_pattern_that_could_not_be_meant_is_refused() {
        for (String pattern :
                List.of("", "keys", "/a//b", "/a/", "/{}", "/{A}", "/a{b}", "/{x}/{x}", "/a%41", "/a b")) {
            assertThatThrownBy(() -> Router.of(List.of(get(pattern))))
                    .as(pattern)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(pattern);
        }
    }

    @Test
    void what_there_is_not_is_answered_with_a_way_out() {
        assertThat(new Match.NoPath().failure("/keyz").answer().body().toUtf8())
                .isEqualTo("{\"success\":false,\"reason\":\"NO_ROUTE\",\"message\":\"there is nothing at \\\"/keyz\\\":"
                        + " see / for what this node offers, or the docs\"}\n");
        WebAnswer.Whole other = new Match.OtherMethod(Set.of(WebMethod.PUT, WebMethod.GET))
                .failure("DELETE", "/keys/a")
                .answer();
        assertThat(other.status()).isEqualTo(405);
        assertThat(other.headers()).containsEntry("allow", "GET, HEAD, PUT");
    }

    private static String meant(List<Route> routes, WebMethod method, String path) {
        return Router.of(routes).match(method, path) instanceof Match.Found found
                ? found.route().pattern()
                : "none";
    }

    private static Route get(String pattern) {
        return route(WebMethod.GET, pattern);
    }

    private static Route route(WebMethod method, String pattern) {
        return new Route(method, pattern, Scope.NONE, "a route", NOTHING);
    }
}
