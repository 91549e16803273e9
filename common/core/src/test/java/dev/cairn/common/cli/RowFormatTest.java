package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ParsedRow.Malformed;
import dev.cairn.common.cli.ParsedRow.Row;
import org.junit.jupiter.api.Test;

/// Rows as lines, by example.
class RowFormatTest {
    @Test
    void text_passes_as_it_is() {
        assertThat(formatted(RowFormat.ESCAPED, "grün", "a \"b\" 🎈")).isEqualTo("grün\ta \"b\" 🎈");
    }

    @Test
    void what_would_break_a_line_or_a_terminal_is_escaped() {
        assertThat(formatted(RowFormat.ESCAPED, "a\tb", "c\\d\ne\r\u001b\u0085"))
                .isEqualTo("a\\tb\tc\\\\d\\ne\\r\\x1b\\xc2\\x85");
    }

    @Test
    void bytes_that_are_no_utf8_are_escaped() {
        ByteWriter line = new ByteWriter();
        RowFormat.ESCAPED.append(line, Bytes.hex("ff41c0"), Bytes.hex("eda080"));
        assertThat(line.toBytes().toUtf8()).isEqualTo("\\xffA\\xc0\t\\xed\\xa0\\x80");
    }

    @Test
    void raw_bytes_are_read_as_themselves() {
        Bytes line = Bytes.hex("ff09fe");
        assertThat(RowFormat.ESCAPED.parse(line)).isEqualTo(new Row(Bytes.hex("ff"), Bytes.hex("fe")));
    }

    @Test
    void a_line_without_a_tab_says_so() {
        assertThat(RowFormat.ESCAPED.parse(Bytes.utf8("key value")))
                .isEqualTo(new Malformed("key<TAB>value", "no TAB in \"key value\""));
        assertThat(RowFormat.HEX.parse(Bytes.EMPTY)).isEqualTo(new Malformed("key<TAB>value", "an empty line"));
    }

    @Test
    void a_second_tab_is_not_guessed_at() {
        assertThat(RowFormat.ESCAPED.parse(Bytes.utf8("a\tb\tc")))
                .isEqualTo(new Malformed("key<TAB>value", "more than one TAB in \"a\\x09b\\x09c\""));
    }

    @Test
    void an_unknown_escape_says_which_there_are() {
        for (String value : new String[] {"\\", "\\q", "\\x4", "\\xg0"}) {
            assertThat(RowFormat.ESCAPED.parse(Bytes.utf8("k\t" + value)))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            malformed -> assertThat(malformed.expected())
                                    .isEqualTo("escapes \\t, \\n, \\r, \\\\ and \\xNN only"));
        }
    }

    @Test
    void hexadecimal_digits_come_in_pairs_of_either_case() {
        assertThat(RowFormat.HEX.parse(Bytes.utf8("00fF\t"))).isEqualTo(new Row(Bytes.hex("00ff"), Bytes.EMPTY));
        assertThat(RowFormat.HEX.parse(Bytes.utf8("0\tff"))).isInstanceOf(Malformed.class);
        assertThat(RowFormat.HEX.parse(Bytes.utf8("0g\tff"))).isInstanceOf(Malformed.class);
    }

    @Test
    void json_names_what_is_no_text_in_another_way() {
        ByteWriter line = new ByteWriter();
        RowFormat.JSON.append(line, Bytes.utf8("a\"\n"), Bytes.hex("ff00"));
        assertThat(line.toBytes().toUtf8()).isEqualTo("{\"key\":\"a\\\"\\n\",\"valueHex\":\"ff00\"}");
    }

    @Test
    void json_fields_may_come_in_any_order_and_spacing() {
        assertThat(RowFormat.JSON.parse(Bytes.utf8(" { \"value\" : \"v\", \"keyHex\" : \"6B\" } ")))
                .isEqualTo(new Row(Bytes.utf8("k"), Bytes.utf8("v")));
    }

    @Test
    void json_that_is_no_row_is_malformed() {
        String[] lines = {
            "",
            "[]",
            "{",
            "{\"key\":\"k\"}",
            "{\"key\":\"k\",\"value\":7}",
            "{\"key\":\"k\",\"value\":\"v\",\"more\":\"x\"}",
            "{\"key\":\"k\",\"key\":\"k\",\"value\":\"v\"}",
            "{\"key\":\"k\",\"value\":\"v\"} {}",
            "{\"key\":\"\\ud800\",\"value\":\"v\"}",
            "{\"keyHex\":\"0\",\"value\":\"v\"}"
        };
        for (String line : lines) {
            assertThat(RowFormat.JSON.parse(Bytes.utf8(line))).as(line).isInstanceOf(Malformed.class);
        }
    }

    private static String formatted(RowFormat format, String key, String value) {
        ByteWriter line = new ByteWriter();
        format.append(line, Bytes.utf8(key), Bytes.utf8(value));
        return line.toBytes().toUtf8();
    }
}
