package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.sim.World;
import dev.cairn.web.Route;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The endpoints of the second store, word for word.
@Tag("4.17")
class JsonRoutesTest {
    private final RestNode node = new RestNode();

    @Test
    @Tag("4.21")
    void a_key_is_put_and_read_and_deleted_in_the_words_of_the_second_store() {
        assertThat(node.post("/keys", "{\"key\": \"user:1\", \"value\": \"Alice\"}")
                        .text())
                .isEqualTo("{\"success\":true,\"message\":\"Key 'user:1' set successfully\","
                        + "\"data\":{\"key\":\"user:1\"}}\n");
        assertThat(node.get("/keys/user:1").text())
                .isEqualTo("{\"success\":true,\"message\":\"Key found\","
                        + "\"data\":{\"key\":\"user:1\",\"value\":\"Alice\"}}\n");
        assertThat(node.delete("/keys/user:1").text())
                .isEqualTo("{\"success\":true,\"message\":\"Key 'user:1' deleted successfully\"}\n");
        assertThat(node.get("/keys/user:1").status()).isEqualTo(404);
    }

    @Test
    void a_key_is_read_and_deleted_by_its_path() {
        node.with("user:1", "Alice");
        assertThat(node.get("/keys/user:1").text())
                .isEqualTo("{\"success\":true,\"message\":\"Key found\","
                        + "\"data\":{\"key\":\"user:1\",\"value\":\"Alice\"}}\n");
        assertThat(node.delete("/keys/user:1").text())
                .isEqualTo("{\"success\":true,\"message\":\"Key 'user:1' deleted successfully\"}\n");
        assertThat(node.store().get(utf8("user:1"))).isEmpty();
    }

    @Test
    void a_key_with_a_slash_or_no_text_has_a_path_too() {
        node.store().put(utf8("a/b"), utf8("1"));
        node.store().put(Bytes.hex("ff"), utf8("2"));
        assertThat(node.get("/keys/a%2Fb").text()).contains("{\"key\":\"a/b\",\"value\":\"1\"}");
        assertThat(node.get("/keys/%FF").text()).contains("{\"keyHex\":\"ff\",\"value\":\"2\"}");
        assertThat(node.delete("/keys/%ff").text()).contains("Key '\\\\xff' deleted");
        assertThat(node.get("/keys/%FF").status()).isEqualTo(404);
    }

    @Test
    @Tag("4.21")
    void many_keys_are_put_and_deleted_together() {
        assertThat(node.post(
                                "/keys/batch",
                                "{\"records\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"b\",\"value\":\"2\"}]}")
                        .text())
                .isEqualTo("{\"success\":true,\"message\":\"2 keys inserted successfully\",\"data\":{\"count\":2}}\n");
        assertThat(node.ask(WebMethod.DELETE, "/keys/batch", utf8("{\"keys\":[\"a\",\"c\"]}"))
                        .text())
                .isEqualTo("{\"success\":true,\"message\":\"2 keys deleted successfully\",\"data\":{\"count\":2}}\n");
        assertThat(node.store().get(utf8("a"))).isEmpty();
        assertThat(node.store().get(utf8("b"))).contains(utf8("2"));
    }

    @Test
    @Tag("4.21")
    void of_a_batch_with_one_row_that_is_refused_nothing_is_done() {
        String good = "{\"records\":[{\"key\":\"a\",\"value\":\"1\"},";
        String number = "{\"key\":\"b\",\"value\":2}]}";
        String reserved = "{\"keyHex\":\"00636169726e00\",\"value\":\"2\"}]}";
        assertThat(node.post("/keys/batch", good + number).status()).isEqualTo(400);
        assertThat(node.post("/keys/batch", good + reserved).status()).isEqualTo(400);
        assertThat(node.store().get(utf8("a"))).isEmpty();
    }

    @Test
    @Tag("4.21")
    void of_two_rows_with_one_key_the_last_one_stays() {
        String rows = IntStream.range(0, 50)
                .mapToObj(i -> "{\"key\":\"a\",\"value\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        assertThat(node.post("/keys/batch", "{\"records\":[" + rows + "]}").status())
                .isEqualTo(200);
        assertThat(node.store().get(utf8("a"))).contains(utf8("49"));
    }

    @Test
    @Tag("4.21")
    void of_a_deletion_with_one_key_that_is_refused_nothing_is_done() {
        node.with("a", "1");
        Bytes keys = utf8("{\"keys\":[\"a\",{\"keyHex\":\"00636169726e00\"}]}");
        assertThat(node.ask(WebMethod.DELETE, "/keys/batch", keys).status()).isEqualTo(400);
        assertThat(node.store().get(utf8("a"))).as("a key that was named first").contains(utf8("1"));
    }

    @Test
    @Tag("4.21")
    void an_empty_batch_does_nothing_and_says_so() {
        assertThat(node.post("/keys/batch", "{\"records\":[]}").text()).contains("0 keys inserted");
    }

    /// The second store's own server would take "search" for a key, were its routes in another order.
    @Test
    @Tag("4.19")
    @Tag("4.21")
    void search_and_batch_are_not_taken_for_keys() {
        node.with("search", "S", "batch", "B", "k", "V");
        assertThat(node.get("/keys/search?q=k").text()).contains("1 keys found matching 'k'");
        assertThat(node.get("/keys/search").status()).as("a search for nothing").isEqualTo(400);
        assertThat(node.get("/keys/batch").status()).isEqualTo(405);
        assertThat(node.delete("/keys/search").status()).isEqualTo(405);
        assertThat(node.delete("/keys/batch").status())
                .as("a batch without a body")
                .isEqualTo(400);
        assertThat(node.get("/get?key=search").text()).isEqualTo("S");
        assertThat(node.get("/keys/searches").status()).isEqualTo(404);
    }

    @Test
    void figures_are_given_with_and_without_tables() {
        assertThat(node.get("/stats").text())
                .startsWith("{\"success\":true,\"message\":\"Stats retrieved\",\"data\":{\"stats\":{\"rows\":3,")
                .contains("\"memory\":{\"bytes\":40}", "\"server\":{\"requests\":")
                .doesNotContain("levels");
        assertThat(node.get("/stats_all").text())
                .startsWith("{\"success\":true,\"message\":\"Stats retrieved\",\"data\":{\"stats\":{\"rows\":3,")
                .contains("\"levels\":[{\"level\":0,\"tables\":2}]");
        assertThat(node.get("/stats/all").text()).contains("\"levels\":[{\"level\":0,\"tables\":2}]");
    }

    @Test
    void the_node_says_that_it_is_there() {
        assertThat(node.get("/health").text()).isEqualTo("{\"success\":true,\"message\":\"Cairn is running\"}\n");
        assertThat(node.get("/healthz").text()).isEqualTo("ok\n");
        assertThat(node.get("/readyz").text()).isEqualTo("ok\n");
    }

    @Test
    void a_node_that_cannot_serve_is_there_and_not_ready() {
        var _ = node.service().drain();
        assertThat(node.get("/healthz").status()).isEqualTo(200);
        assertThat(node.get("/readyz").status()).isEqualTo(503);
        assertThat(node.get("/readyz").text()).contains("UNAVAILABLE", "its log says why");
        assertThat(node.get("/readyz").headers()).containsEntry("retry-after", "1");
    }

    @Test
    void who_watches_a_node_knows_two_answers() {
        for (Reason reason : Reason.values()) {
            StoreCalls calls = new StoreCalls(
                    (_, _) -> CompletableFuture.completedFuture(Reply.failure(reason, "of /data/000004.sst")),
                    _ -> {
                        throw new AssertionError("expected no scan");
                    },
                    new World(1).clock());
            Route readyz = new HealthRoutes(calls)
                    .routes().stream()
                            .filter(route -> route.pattern().equals("/readyz"))
                            .findFirst()
                            .orElseThrow();
            assertThatThrownBy(() -> readyz.handler().answer(RestNode.request("/readyz")))
                    .as("of a store that answers %s", reason)
                    .hasMessage("this node cannot serve now: its log says why")
                    .isInstanceOfSatisfying(
                            WebFailure.class,
                            failure -> assertThat(failure.answer().status()).isEqualTo(503));
        }
    }

    @Test
    void a_node_whose_store_has_failed_is_not_ready() {
        node.store().close();
        assertThat(node.get("/readyz").status()).isEqualTo(503);
        assertThat(node.get("/healthz").status()).isEqualTo(200);
    }
}
