package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.hex;
import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.call.Row;
import dev.cairn.web.WebFailure;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a page begins, and which rows it wants.
@Tag("4.19")
class PageQuestionTest {
    static final PageQuestion ALL =
            new PageQuestion(KeyRange.all(), 1_000, Optional.empty(), false, Parameters.PATIENCE);

    @ParameterizedTest
    @ValueSource(strings = {"61", "00", "ff", "fffefdfcfbfa", "c3a4", "003f3e"})
    void a_token_is_a_key_that_may_stand_in_a_url(String key) {
        String token = ResumeToken.of(hex(key));
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(ResumeToken.keyIn(Optional.of(utf8(token)))).contains(hex(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YQ==", "YR", "Y", "a b", "+/", "\u00e4", "YQ\n"})
    void what_was_never_given_out_is_no_token(String text) {
        assertThatThrownBy(() -> ResumeToken.keyIn(Optional.of(utf8(text))))
                .as("the token \"" + text + "\"")
                .isInstanceOf(WebFailure.class)
                .hasMessageContaining("no token");
    }

    @Test
    void without_a_token_a_page_begins_where_its_range_does() {
        assertThat(ResumeToken.keyIn(Optional.empty())).isEmpty();
        KeyRange range = KeyRange.between(utf8("b"), utf8("d"));
        assertThat(PageQuestion.resumed(range, Optional.empty())).isEqualTo(range);
    }

    @Test
    void a_page_goes_on_where_its_token_says_and_never_outside_its_range() {
        KeyRange range = KeyRange.between(utf8("b"), utf8("d"));
        assertThat(PageQuestion.resumed(range, Optional.of(utf8("c"))))
                .isEqualTo(KeyRange.between(utf8("c"), utf8("d")));
        assertThat(PageQuestion.resumed(range, Optional.of(utf8("a"))))
                .as("a token before the range")
                .isEqualTo(range);
        assertThat(PageQuestion.resumed(range, Optional.of(utf8("e"))).contains(utf8("e")))
                .as("whether a row behind the range is in the page")
                .isFalse();
        assertThat(PageQuestion.resumed(KeyRange.all(), Optional.of(utf8("c")))).isEqualTo(KeyRange.from(utf8("c")));
    }

    @ParameterizedTest
    @CsvSource({
        "616263, 62, true",
        "616263, 61, true",
        "616263, 63, true",
        "616263, 6162, true",
        "616263, 616263, true",
        "616263, 6163, false",
        "616263, 61626364, false",
        "616162, 6162, true",
        "c3a4, a4, true",
        "616263, '', true",
        "'', 61, false",
        "'', '', true"
    })
    void a_search_wants_keys_that_have_the_bytes_in_them(String key, String bytes, boolean isWanted) {
        PageQuestion question =
                new PageQuestion(KeyRange.all(), 1, Optional.of(hex(bytes)), false, Parameters.PATIENCE);
        assertThat(question.wants(new Row(hex(key), hex("61")))).isEqualTo(isWanted);
    }

    @Test
    void who_searches_for_nothing_wants_all() {
        assertThat(ALL.wants(new Row(utf8("k"), Bytes.EMPTY))).isTrue();
    }
}
