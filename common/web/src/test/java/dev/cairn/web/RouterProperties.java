package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.Router.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Laws of routing and of escapes.
final class RouterProperties {
    @Property
    @Tag("4.16")
    void what_is_encoded_is_decoded_to_the_same_bytes(@ForAll byte[] bytes) {
        Bytes key = Bytes.copyOf(bytes);

        assertThat(UrlText.decoded(UrlText.encoded(key))).isEqualTo(key);
        assertThat(UrlText.parameters("k=" + UrlText.encoded(key))).isEqualTo(Map.of("k", key));
    }

    @Property
    @Tag("4.16")
    void any_key_but_the_empty_one_is_one_segment(@ForAll byte[] bytes) {
        Bytes key = Bytes.copyOf(bytes);
        Router router = Router.of(List.of(route("/keys/{key}")));

        Match match = router.match(WebMethod.GET, "/keys/" + UrlText.encoded(key));

        assertThat(match)
                .isEqualTo(
                        key.isEmpty()
                                ? new Match.NoPath()
                                : new Match.Found(router.routes().getFirst(), Map.of("key", key)));
    }

    @Property
    @Tag("4.16")
    void the_pattern_with_literals_furthest_left_is_meant(
            @ForAll("patterns") List<String> patterns, @ForAll("paths") String path) {
        Router router = Router.of(patterns.stream().map(RouterProperties::route).toList());

        Match match = router.match(WebMethod.GET, path);

        Optional<String> meant = patterns.stream()
                .filter(pattern -> fits(pattern, path))
                .min(Comparator.comparing(RouterProperties::kinds));
        assertThat(
                        match instanceof Match.Found found
                                ? Optional.of(found.route().pattern())
                                : Optional.empty())
                .as("%s among %s", path, patterns)
                .isEqualTo(meant);
    }

    @Property
    @Tag("4.16")
    void any_text_is_decoded_or_malformed(@ForAll String text) {
        for (Consumer<String> reading : List.<Consumer<String>>of(UrlText::decoded, UrlText::parameters)) {
            try {
                reading.accept(text);
            } catch (WebFailure failure) {
                assertThat(failure.answer().status()).isEqualTo(400);
                assertThat(failure.answer().body().toUtf8()).contains("\"MALFORMED\"");
            }
        }
        assertThatThrownBy(() -> UrlText.decoded(text + "%")).isInstanceOf(WebFailure.class);
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<String> segment = Arbitraries.of("a", "b", "{x}");
        return segment.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(RouterProperties::named)
                .list()
                .uniqueElements()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> "/" + String.join("/", parts));
    }

    /// Each variable with a name of its own: `/a/{x}/{x}` becomes `/a/{v1}/{v2}`.
    private static String named(List<String> segments) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            pattern.append('/').append(segments.get(i).equals("{x}") ? "{v" + i + "}" : segments.get(i));
        }
        return pattern.toString();
    }

    private static boolean fits(String pattern, String path) {
        return path.matches(pattern.replaceAll("\\{v.}", "[^/]+"));
    }

    /// `0` for each literal and `1` for each variable, from the left.
    private static String kinds(String pattern) {
        return pattern.substring(1).chars().filter(c -> c == '/').count()
                + List.of(pattern.substring(1).split("/")).stream()
                        .map(segment -> segment.startsWith("{") ? "1" : "0")
                        .collect(Collectors.joining());
    }

    private static Route route(String pattern) {
        return new Route(WebMethod.GET, pattern, Scope.NONE, "a route", _ -> WebAnswer.text(200, ""));
    }
}
