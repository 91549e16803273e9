package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.hex;
import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Values as they are, and as JSON.
@Tag("4.17")
class AnswersTest {
    @Test
    void an_empty_value_is_an_answer_and_an_absent_key_is_not() {
        assertThat(Answers.raw(utf8("k"), Optional.of(Bytes.EMPTY)))
                .isInstanceOfSatisfying(WebAnswer.Whole.class, answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).isEqualTo(Bytes.EMPTY);
                });
        assertThat(json(Answers.row(utf8("k"), Optional.of(Bytes.EMPTY)))).contains("\"value\":\"\"");
        for (var absent : List.<Runnable>of(
                () -> Answers.raw(utf8("k"), Optional.empty()), () -> Answers.row(utf8("k"), Optional.empty()))) {
            assertThatThrownBy(absent::run)
                    .as("the answer for an absent key")
                    .isInstanceOfSatisfying(
                            WebFailure.class,
                            failure -> assertThat(failure.answer().status()).isEqualTo(404))
                    .hasMessage("Key 'k' not found");
        }
    }

    @Test
    void a_value_is_text_if_it_is_and_never_a_page() {
        assertThat(Answers.raw(utf8("k"), Optional.of(utf8("<html>ä"))).headers())
                .containsEntry("content-type", "text/plain; charset=utf-8")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(Answers.raw(utf8("k"), Optional.of(hex("ff00"))).headers())
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void what_is_no_text_stands_in_json_in_hexadecimal() {
        assertThat(json(Answers.row(hex("00ff"), Optional.of(utf8("1")))))
                .isEqualTo("{\"success\":true,\"message\":\"Key found\",\"data\":{\"keyHex\":\"00ff\",\"value\":\"1\"}}\n");
        assertThat(json(Answers.row(utf8("a\"b"), Optional.of(hex("fe")))))
                .contains("\"data\":{\"key\":\"a\\\"b\",\"valueHex\":\"fe\"}");
    }

    private static String json(WebAnswer answer) {
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        return answer instanceof WebAnswer.Whole whole ? whole.body().toUtf8() : "a stream";
    }
}
