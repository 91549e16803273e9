package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.hex;
import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Row;
import dev.cairn.web.WebFailure;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of a body, and the line that refuses the rest.
@Tag("4.21")
class JsonBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"key\":\"a\",\"value\":\"1\"} | 61 | 31",
                "{ \"value\" : \"1\" , \"key\" : \"a\" } | 61 | 31",
                "{\"keyHex\":\"00fF\",\"value\":\"1\"} | 00ff | 31",
                "{\"key\":\"a\",\"valueHex\":\"\"} | 61 | ~~",
                "{\"key\":\"\\u00e4\\ud83d\\ude00\",\"value\":\"\\u0000\"} | c3a4f09f9880 | 00",
                "{\"key\":\"a\",\"value\":\"{\\\"x\\\":1}\"} | 61 | 7b2278223a317d"
            })
    void a_row_is_read(String body, String key, String value) {
        assertThat(JsonBody.row(utf8(body))).isEqualTo(new Row(hex(key), hex(value)));
    }

    @Test
    void an_empty_value_is_a_value_and_none_is_refused() {
        assertThat(JsonBody.row(utf8("{\"key\":\"a\",\"value\":\"\"}"))).isEqualTo(new Row(utf8("a"), Bytes.EMPTY));
        assertThatThrownBy(() -> JsonBody.row(utf8("{\"key\":\"a\"}")))
                .isInstanceOf(WebFailure.class)
                .hasMessageContaining("the field \"value\" is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"key\":\"a\",\"value\":1} | the field \"value\" is a number",
                "{\"key\":\"a\",\"value\":{\"b\":\"c\"}} | the field \"value\" is an object",
                "{\"key\":\"a\",\"value\":[\"b\"]} | the field \"value\" is an array",
                "{\"key\":\"a\",\"value\":null} | the field \"value\" is null",
                "{\"key\":true,\"value\":\"1\"} | the field \"key\" is true or false",
                "{\"value\":\"1\"} | the field \"key\" is missing or empty",
                "{\"key\":\"\",\"value\":\"1\"} | the field \"key\" is missing or empty",
                "{\"keyHex\":\"\",\"value\":\"1\"} | the field \"key\" is missing or empty",
                "{\"key\":\"a\",\"key\":\"b\",\"value\":\"1\"} | the field \"key\" is there twice",
                "{\"key\":\"a\",\"keyHex\":\"61\",\"value\":\"1\"} | the field \"key\" is there twice",
                "{\"key\":\"a\",\"valueHex\":\"\",\"value\":\"1\"} | the field \"value\" is there twice",
                "{\"key\":\"a\",\"value\":\"1\",\"ttl\":\"5\"} | the field \"ttl\" is unknown",
                "{\"Key\":\"a\",\"value\":\"1\"} | the field \"Key\" is unknown",
                "{\"keyHex\":\"0\",\"value\":\"1\"} | the field \"keyHex\" is not hexadecimal",
                "{\"keyHex\":\"zz\",\"value\":\"1\"} | the field \"keyHex\" is not hexadecimal",
                "{\"key\":\"\\ud800\",\"value\":\"1\"} | half a character",
                "{\"key\":\"a\",\"value\":\"1\"} x | no JSON",
                "{\"key\":\"a\",\"value\":\"1\"} {} | something follows",
                "{\"key\":\"a\",\"value\":\"1\"} [] | something follows",
                "{\"key\":\"a\",\"value\":\"1\"} 1 | something follows",
                "{\"key\":\"a\",\"value\":\"1\"} \"x\" | something follows",
                "{\"\\ud800\":\"a\",\"value\":\"1\"} | no JSON",
                "[\"key\"] | the body is no JSON object",
                "\"key\" | the body is no JSON object",
                "~~ | the body is no JSON object",
                "{\"key\":\"a\",\"value\": | no JSON",
                "{\"key\":\"a\" | no JSON",
                "key=a&value=1 | no JSON"
            })
    void what_is_no_row_is_refused_with_a_line_that_says_why(String body, String words) {
        assertThatThrownBy(() -> JsonBody.row(utf8(body)))
                .as("the row in " + body)
                .isInstanceOfSatisfying(
                        WebFailure.class,
                        failure -> assertThat(failure.answer().status()).isEqualTo(400))
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "7b226b6579223a22ff227d", "ff7b006b00", "7b006b006500"})
    void what_is_no_utf_8_is_refused_also_in_another_encoding_of_unicode(String body) {
        assertThatThrownBy(() -> JsonBody.row(hex(body))).isInstanceOf(WebFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void a_row_in_another_encoding_of_unicode_is_refused_though_its_bytes_are_utf_8(String encoding) {
        Bytes body = Bytes.copyOf("{\"key\":\"a\",\"value\":\"1\"}".getBytes(Charset.forName(encoding)));
        assertThatThrownBy(() -> JsonBody.row(body)).as("a row in " + encoding).isInstanceOf(WebFailure.class);
    }

    @Test
    void deep_json_and_long_names_are_refused_and_not_followed() {
        String deep = "{\"records\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> JsonBody.rows(utf8(deep))).isInstanceOf(WebFailure.class);
        String longName = "{\"" + "k".repeat(100_000) + "\":\"\"}";
        assertThatThrownBy(() -> JsonBody.row(utf8(longName)))
                .isInstanceOf(WebFailure.class)
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1_000));
    }

    @Test
    void a_long_body_is_not_in_memory_more_often_than_it_must_be() {
        int length = 8 * 1024 * 1024;
        Bytes body = utf8("{\"key\":\"k\",\"value\":\"" + "v".repeat(length) + "\"}");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(JsonBody.row(body).value().length()).isEqualTo(length);

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / (double) length)
                .as("bytes that are allocated for each byte of a body")
                .isLessThan(5.5);
    }

    @Test
    void rows_and_keys_are_read_in_their_order() {
        assertThat(JsonBody.rows(
                        utf8("{\"records\":[{\"key\":\"b\",\"value\":\"1\"},{\"keyHex\":\"ff\",\"value\":\"\"}]}")))
                .containsExactly(new Row(utf8("b"), utf8("1")), new Row(hex("ff"), Bytes.EMPTY));
        assertThat(JsonBody.keys(utf8("{\"keys\":[\"b\",{\"keyHex\":\"ff\"},{\"key\":\"a\"}]}")))
                .containsExactly(utf8("b"), hex("ff"), utf8("a"));
        assertThat(JsonBody.rows(utf8("{\"records\":[]}"))).isEmpty();
        assertThat(JsonBody.keys(utf8("{\"keys\":[]}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | the one field is \"keys\"",
                "{\"keys\":\"a\"} | the one field is \"keys\"",
                "{\"records\":[]} | the one field is \"keys\"",
                "{\"keys\":[\"\"]} | missing or empty",
                "{\"keys\":[1]} | found a number",
                "{\"keys\":[null]} | found null",
                "{\"keys\":[[\"a\"]]} | found an array",
                "{\"keys\":[{\"key\":\"a\",\"value\":\"b\"}]} | the field \"value\" is unknown",
                "{\"keys\":[{\"value\":\"b\"}]} | the field \"value\" is unknown",
                "{\"keys\":[\"a\"],\"keys\":[\"b\"]} | something stands beside \"keys\"",
                "{\"keys\":[\"a\" | no JSON",
                "{\"keys\":[\"a\"] | no JSON"
            })
    void what_is_no_list_of_keys_is_refused(String body, String words) {
        assertThatThrownBy(() -> JsonBody.keys(utf8(body)))
                .as("the keys in " + body)
                .isInstanceOf(WebFailure.class)
                .hasMessageContaining(words);
    }

    @Test
    void more_items_than_a_body_may_have_are_refused() {
        String keys = "\"k\",".repeat(JsonBody.ITEMS_MAX);
        assertThat(JsonBody.keys(utf8("{\"keys\":[" + keys.substring(0, keys.length() - 1) + "]}")))
                .hasSize(JsonBody.ITEMS_MAX);
        assertThatThrownBy(() -> JsonBody.keys(utf8("{\"keys\":[" + keys + "\"k\"]}")))
                .isInstanceOf(WebFailure.class)
                .hasMessageContaining("more than 100000 items");
    }
}
