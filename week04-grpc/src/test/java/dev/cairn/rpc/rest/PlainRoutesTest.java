package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.rest.RestNode.Got;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The endpoints of the first store, word for word.
@Tag("4.17")
class PlainRoutesTest {
    private final RestNode node = new RestNode();

    @Test
    @Tag("4.21")
    void a_key_is_set_and_read_and_deleted_in_the_words_of_the_first_store() {
        assertThat(node.post("/set", "{\"key\":\"k\",\"value\":\"v\"}").text()).isEqualTo("OK: stored key =k\n");
        assertThat(node.get("/get?key=k").text()).isEqualTo("v");
        assertThat(node.delete("/delete?key=k").text()).isEqualTo("OK: deleted key = k\n");
        assertThat(node.get("/get?key=k").status()).isEqualTo(404);
        assertThat(node.get("/get?key=k").text())
                .isEqualTo("{\"success\":false,\"reason\":\"NOT_FOUND\",\"message\":\"Key 'k' not found\"}\n");
    }

    @Test
    void an_empty_value_is_found_and_an_absent_key_is_not() {
        node.store().put(utf8("k"), Bytes.EMPTY);
        Got got = node.get("/get?key=k");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void a_key_is_read_and_deleted_by_the_query() {
        node.with("k", "v");
        assertThat(node.get("/get?key=k").text()).isEqualTo("v");
        assertThat(node.delete("/delete?key=k").text()).isEqualTo("OK: deleted key = k\n");
        assertThat(node.store().get(utf8("k"))).isEmpty();
    }

    @Test
    void a_key_that_is_no_text_is_shown_with_escapes() {
        assertThat(node.delete("/delete?key=%FF").text()).isEqualTo("OK: deleted key = \\xff\n");
    }

    @Test
    @Tag("4.21")
    void so_is_one_that_is_set() {
        assertThat(node.post("/set", "{\"keyHex\":\"ff\",\"value\":\"v\"}").text())
                .isEqualTo("OK: stored key =\\xff\n");
    }

    @Test
    void what_a_handler_throws_is_told_as_the_store_would_tell_it() {
        tells(new StoreException.Refused("the key is reserved"), 400);
        tells(new StoreException.UnknownOutcome("perhaps", new IOException("cut")), 500);
        tells(StoreException.Failed.told("the disk is gone"), 500);
    }

    private static void tells(StoreException failure, int status) {
        Route route = StoreRoutes.route(WebMethod.GET, "/x", Scope.READ, "fails", List.of(), _ -> {
            throw failure;
        });
        assertThatThrownBy(() -> route.handler().answer(RestNode.request("/x")))
                .isInstanceOfSatisfying(
                        WebFailure.class,
                        told -> assertThat(told.answer().status()).isEqualTo(status))
                .hasMessage(failure.getMessage());
    }

    @Test
    void a_change_with_a_parameter_that_nobody_knows_is_not_done() {
        node.with("k", "v");
        assertThat(node.delete("/delete?key=k&kye=l").status()).isEqualTo(400);
        assertThat(node.store().get(utf8("k"))).contains(utf8("v"));
    }

    @Test
    void a_key_that_is_absent_is_deleted_all_the_same() {
        assertThat(node.delete("/delete?key=k").text()).isEqualTo("OK: deleted key = k\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "{}", "{\"key\":\"\",\"value\":\"v\"}", "{\"key\":\"k\"}", "{\"value\":\"v\"}"})
    @Tag("4.21")
    void a_body_that_is_no_row_is_refused_and_nothing_is_stored(String body) {
        assertThat(node.post("/set", body).status()).isEqualTo(400);
        assertThat(node.store().get(utf8("k"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/get?key=", "/get?key=k&kye=k", "/get?kye=k"})
    void a_question_without_a_key_or_with_more_than_that_is_refused(String url) {
        assertThat(node.get(url).status()).isEqualTo(400);
    }

    @Test
    void keys_of_the_node_are_refused_at_this_door_too() {
        assertThat(node.get("/get?key=%00cairn%00r").text()).contains("\"reason\":\"REFUSED\"", "is reserved");
        assertThat(node.delete("/delete?key=%00cairn%00r").status()).isEqualTo(400);
    }

    @Test
    @Tag("4.21")
    void a_key_of_the_node_in_a_body_is_refused_too() {
        assertThat(node.post("/set", "{\"key\":\"\\u0000cairn\\u0000r\",\"value\":\"v\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Tag("4.21")
    void a_key_over_the_limit_is_refused() {
        String body = "{\"key\":\"" + "k".repeat(64 * 1024 + 1) + "\",\"value\":\"\"}";
        assertThat(node.post("/set", body).text()).contains("key of 65537 bytes is over the limit");
    }

    @Test
    void an_operator_asks_for_a_flush_and_a_compaction() {
        assertThat(node.post("/flush", "").text()).isEqualTo("Flush Complete.\n");
        assertThat(node.post("/compact", "").text()).isEqualTo("Compaction Complete.\n");
        assertThat(node.operations()).containsExactly("flush", "compact all");
    }

    @Test
    void a_node_that_goes_down_says_so() {
        var _ = node.service().drain();
        Got got = node.get("/get?key=k");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.headers()).containsEntry("retry-after", "1");
    }

    @Test
    void how_long_a_client_waits_is_a_number() {
        Got got = node.ask(WebMethod.GET, "/get?key=k", Map.of(Parameters.TIMEOUT, "soon"), Bytes.EMPTY);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.text()).contains("give a whole number from 1 to 86400000");
        node.store().put(utf8("k"), utf8("v"));
        assertThat(node.ask(WebMethod.GET, "/get?key=k", Map.of(Parameters.TIMEOUT, "5000"), Bytes.EMPTY)
                        .text())
                .isEqualTo("v");
    }
}
