package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.rest.RestNode.Got;
import dev.cairn.rpc.server.ServiceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of rows and of keys: ranges, prefixes, searches, pages.
@Tag("4.19")
class ListRoutesTest {
    private static final Pattern NEXT = Pattern.compile("],\"next\":\"([A-Za-z0-9_-]+)\"}");
    private static final Pattern LONG_KEY = Pattern.compile("\"[abc][^\"]*t{1000}[xy]\"");

    private final RestNode node = new RestNode().with("a1", "1", "a2", "2", "b1", "3", "b2", "4");

    @Test
    void a_range_ends_before_its_end() {
        assertThat(node.get("/scan?start=a2&end=b2").text())
                .isEqualTo(
                        "{\"data\":{\"records\":[{\"key\":\"a2\",\"value\":\"2\"},{\"key\":\"b1\",\"value\":\"3\"}]},"
                                + "\"success\":true,\"message\":\"2 records found\"}\n");
    }

    @Test
    void a_bound_that_is_missing_or_empty_is_open() {
        assertThat(node.get("/scan").text()).contains("4 records found");
        assertThat(node.get("/scan?start=&end=").text()).contains("4 records found");
        assertThat(node.get("/scan?start=b").text()).contains("2 records found");
        assertThat(node.get("/scan?end=a2").text()).contains("1 records found");
        assertThat(node.get("/scan?start=b&end=a").text()).contains("0 records found");
    }

    @Test
    void a_search_finds_what_begins_with_a_text_or_has_it() {
        assertThat(node.get("/keys/search?q=a&prefix=true").text())
                .isEqualTo(
                        "{\"data\":{\"records\":[{\"key\":\"a1\",\"value\":\"1\"},{\"key\":\"a2\",\"value\":\"2\"}]},"
                                + "\"success\":true,\"message\":\"2 keys found matching 'a'\"}\n");
        assertThat(node.get("/keys/search?q=2").text())
                .contains("[{\"key\":\"a2\",\"value\":\"2\"},{\"key\":\"b2\",\"value\":\"4\"}]", "2 keys found");
        assertThat(node.get("/keys/search?q=2&prefix=true").text()).contains("0 keys found");
        assertThat(node.get("/keys/search?q=").text()).contains("4 keys found");
    }

    @Test
    void keys_are_listed_without_their_values() {
        node.store().put(Bytes.hex("ff"), utf8("5"));
        assertThat(node.get("/keys").text())
                .isEqualTo("{\"data\":{\"keys\":[\"a1\",\"a2\",\"b1\",\"b2\",{\"keyHex\":\"ff\"}]},"
                        + "\"success\":true,\"message\":\"5 keys found\"}\n");
    }

    @Test
    void a_page_that_is_full_says_where_the_next_one_begins() {
        Got first = node.get("/keys?limit=3");
        assertThat(first.text()).contains("[\"a1\",\"a2\",\"b1\"],\"next\":\"YjI\"}", "3 keys found");
        assertThat(node.get("/keys?limit=3&after=YjI").text())
                .contains("{\"keys\":[\"b2\"]}", "1 keys found")
                .doesNotContain("next");
        assertThat(node.get("/keys?limit=4").text()).as("a page that fits").doesNotContain("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keys?", "/scan?", "/keys/search?q=t&"})
    void keys_of_any_length_are_listed_page_by_page(String list) {
        for (String head : List.of("a", "a1x", "b1", "c")) {
            node.store().put(utf8(head + "t".repeat(10_000) + "x"), utf8("v"));
            node.store().put(utf8(head + "t".repeat(10_000) + "y"), utf8("v"));
        }
        List<String> keys = new ArrayList<>();
        Optional<String> url = Optional.of(list + "limit=1");
        while (url.isPresent()) {
            assertThat(url.get()).hasSizeLessThan(8_000);
            String page = node.get(url.get()).text();
            LONG_KEY.matcher(page).results().forEach(key -> keys.add(key.group()));
            url = NEXT.matcher(page).results().findFirst().map(next -> list + "limit=1&after=" + next.group(1));
        }
        assertThat(keys).hasSize(8).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_search_with_as_many_as_it_may_have_says_where_the_next_one_begins() {
        assertThat(node.get("/keys/search?q=2&limit=1").text())
                .contains("[{\"key\":\"a2\",\"value\":\"2\"}],\"next\":\"YjI\"");
        assertThat(node.get("/keys/search?q=2&limit=1&after=YjI").text())
                .contains("[{\"key\":\"b2\",\"value\":\"4\"}]}")
                .doesNotContain("next");
    }

    @Test
    void a_token_does_not_widen_the_question() {
        assertThat(node.get("/scan?start=b&after=YTE").text()).contains("2 records found");
        assertThat(node.get("/keys/search?q=a&prefix=true&after=YjE").text()).contains("0 keys found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scan?limit=0",
                "/scan?limit=-1",
                "/scan?limit=100001",
                "/scan?limit=all",
                "/scan?after=",
                "/scan?after=%21",
                "/scan?from=a",
                "/keys?q=a",
                "/keys/search?prefix=true",
                "/keys/search?q=a&prefix=yes"
            })
    void a_question_that_cannot_be_meant_so_is_refused(String url) {
        assertThat(node.get(url).status()).isEqualTo(400);
    }

    @Test
    void rows_of_the_node_are_not_shown() {
        Mutation row = new Mutation.Put(Bytes.hex("00636169726e0072"), utf8("secret"));
        node.store().write(WriteBatch.builder().addInternal(row).build());
        assertThat(node.get("/scan").text()).contains("4 records found").doesNotContain("secret");
        assertThat(node.get("/keys/search?q=cairn").text()).contains("0 keys found");
    }

    @Test
    void a_list_for_which_there_is_no_room_has_a_status_of_its_own() {
        RestNode small = new RestNode(ServiceOptions.defaults().withScans(1, Duration.ofMinutes(1)));
        try (var _ = small.service().scan(PageQuestionTest.ALL.scan())) {
            assertThat(small.get("/scan").status()).isEqualTo(429);
            assertThat(small.get("/scan").headers()).containsEntry("retry-after", "1");
        }
        assertThat(small.get("/scan").status()).isEqualTo(200);
    }

    @Test
    void rows_come_chunk_by_chunk_and_leave_nothing_open() {
        RestNode small =
                new RestNode(ServiceOptions.defaults().withScanChunkBytes(1)).with("a", "1", "b", "2", "c", "3");
        assertThat(small.get("/scan").text())
                .isEqualTo("{\"data\":{\"records\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"b\",\"value\":\"2\"},"
                        + "{\"key\":\"c\",\"value\":\"3\"}]},\"success\":true,\"message\":\"3 records found\"}\n");
        assertThat(small.get("/stats").text()).contains("\"scans\":0");
    }
}
