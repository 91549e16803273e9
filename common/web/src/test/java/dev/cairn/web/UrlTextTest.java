package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The parts of a URL, case by case.
final class UrlTextTest {
    @Test
    @Tag("4.16")
    void escapes_are_bytes_and_are_undone_once() {
        assertThat(UrlText.decoded("a%4a%4Ab")).isEqualTo(Bytes.utf8("aJJb"));
        assertThat(UrlText.decoded("%2541")).as("an escaped percent").isEqualTo(Bytes.utf8("%41"));
        assertThat(UrlText.decoded("%00%fF%c3")).isEqualTo(Bytes.hex("00ffc3"));
        assertThat(UrlText.decoded("a+b")).isEqualTo(Bytes.utf8("a+b"));
        assertThat(UrlText.decoded("")).isEqualTo(Bytes.EMPTY);
    }

    @Test
    @Tag("4.16")
    void a_broken_escape_is_malformed() {
        for (String part :
                List.of("%", "a%", "%4", "a%4", "%zz", "%4z", "%z4", "%+1", "%-1", "% 1", "%%41", "%u0041")) {
            assertThatThrownBy(() -> UrlText.decoded(part), "the part %s", part)
                    .isInstanceOf(WebFailure.class)
                    .hasMessage("\"" + part + "\" has a % without two hexadecimal digits behind it:"
                            + " write %25 for a percent");
        }
    }

    @Test
    @Tag("4.16")
    void a_character_beyond_ascii_is_malformed() {
        for (String part : List.of("ä", "key\u0100", "\uFF11", "%\uFF14\uFF11")) {
            assertThatThrownBy(() -> UrlText.decoded(part)).as(part).isInstanceOf(WebFailure.class);
        }
        assertThatThrownBy(() -> UrlText.decoded("\uFF11")).hasMessageContaining("not ASCII");
    }

    @Test
    @Tag("4.16")
    void a_query_is_taken_apart_before_it_is_decoded() {
        assertThat(UrlText.parameters("key=a%26b%3Dc&value=x=y&flag&&none="))
                .containsEntry("key", Bytes.utf8("a&b=c"))
                .containsEntry("value", Bytes.utf8("x=y"))
                .containsEntry("flag", Bytes.EMPTY)
                .containsEntry("none", Bytes.EMPTY)
                .hasSize(4);
        assertThat(UrlText.parameters("")).isEmpty();
    }

    @Test
    @Tag("4.16")
    void a_plus_in_a_query_is_a_space_unless_it_was_escaped() {
        assertThat(UrlText.parameters("a+b=1+1%2B1%20"))
                .containsEntry("a b", Bytes.utf8("1 1+1 "))
                .hasSize(1);
    }

    @Test
    @Tag("4.16")
    void a_parameter_that_is_given_twice_is_refused() {
        for (String query : List.of("key=a&key=b", "key=a&key=a", "key&key", "key=&k%65y=")) {
            assertThatThrownBy(() -> UrlText.parameters(query))
                    .as(query)
                    .isInstanceOf(WebFailure.class)
                    .hasMessage("the parameter \"key\" is given twice: give it once");
        }
    }

    @Test
    @Tag("4.16")
    void a_parameter_has_a_name_in_utf_8() {
        for (String query : List.of("=a", "%ff=a", "=", "%c3=", "a=1&=2")) {
            assertThatThrownBy(() -> UrlText.parameters(query))
                    .as(query)
                    .isInstanceOf(WebFailure.class)
                    .hasMessageContaining("without a name in UTF-8");
        }
        assertThat(UrlText.parameters("%c3%a4=%ff")).containsEntry("ä", Bytes.hex("ff"));
    }

    @Test
    @Tag("4.16")
    void parameters_are_counted() {
        assertThat(UrlText.parameters(many(UrlText.PARAMETERS_MAX))).hasSize(UrlText.PARAMETERS_MAX);
        assertThatThrownBy(() -> UrlText.parameters(many(UrlText.PARAMETERS_MAX + 1)))
                .isInstanceOf(WebFailure.class)
                .hasMessage("the query has more than 64 parameters: ask for less");
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=" + i).collect(Collectors.joining("&"));
    }
}
