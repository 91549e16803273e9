package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Histories as lines of JSON, and what is said of lines that are none.
final class HistoryLinesTest {
    private static final String GOOD =
            "{\"client\":1,\"op\":\"delete\",\"key\":\"k\",\"call\":0,\"return\":9,\"outcome\":\"ok\"}\n";

    @Test
    void what_was_written_is_read_again() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            History history = Spoiled.of(new SimulatedClients(3, 3, 5, 20, 20).run(random), random);
            assertThat(read(written(history))).isEqualTo(history);
        }
    }

    @Test
    void any_bytes_can_be_keys_and_values() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(5)];
            random.nextBytes(bytes);
            Optional<Bytes> value = Optional.of(Bytes.copyOf(bytes));
            Action cas = new Action.Cas(value.get(), value, value);
            History history = History.of(new Operation(i, cas, -i, i, Outcome.FAIL));
            assertThat(read(written(history))).isEqualTo(history);
        }
    }

    @Test
    void what_is_no_text_is_written_in_hexadecimal() throws IOException {
        Action put = new Action.Put(Bytes.hex("ff00"), Bytes.utf8("\"é\n"));

        assertThat(written(History.of(new Operation(3, put, 10, 20, Outcome.OK))))
                .isEqualTo("{\"client\":3,\"op\":\"put\",\"keyHex\":\"ff00\",\"value\":\"\\\"é\\n\","
                        + "\"call\":10,\"return\":20,\"outcome\":\"ok\"}\n");
    }

    @Test
    void the_return_of_an_unknown_operation_says_nothing() {
        String line = GOOD.replace("\"ok\"", "\"unknown\"");

        assertThat(read(line))
                .isEqualTo(read(line.replace("9", "null")))
                .isEqualTo(read(line.replace(",\"return\":9", "")));
    }

    @Test
    void null_says_nothing_where_a_field_has_no_meaning() {
        String put = GOOD.replace("delete", "put").replace("\"call\"", "\"value\":\"v\",\"call\"");
        String get = put.replace("put", "get");

        for (String line : new String[] {GOOD, put, get}) {
            assertThat(read(line.replace("\"call\"", "\"expected\":null,\"call\"")))
                    .isEqualTo(read(line));
        }
        assertThat(read(GOOD.replace("\"call\"", "\"value\":null,\"call\""))).isEqualTo(read(GOOD));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "; one JSON object; an empty line",
                "[]; one JSON object; []",
                "{\"client\":1; one JSON object; {\"client\":1",
                "{} {}; one JSON object; something behind it: {} {}",
                "{}; a text as \"outcome\"; no such field",
                "{\"node\":1}; only the fields client, op, key, value, expected, call, return, outcome; \"node\"",
                "{\"callHex\":\"00\"}; only the fields client, op, key, value, expected, call, return, outcome;"
                        + " \"callHex\"",
                "{\"key\":\"a\",\"keyHex\":\"00\"}; each field once; \"key\" twice",
                "{\"keyHex\":\"0g\"}; pairs of hexadecimal digits as \"keyHex\"; 0g",
                "{\"call\":1.5}; a text, a whole number or null as \"call\"; 1.5",
                "{\"key\":\"\\ud800\"}; text that UTF-8 can carry as \"key\"; half a character",
                "{\"outcome\":\"maybe\"}; an outcome that is ok, fail or unknown; \"maybe\"",
                "{\"outcome\":\"ok\",\"key\":\"k\",\"op\":\"incr\"}; an op that is put, get, delete or cas; \"incr\"",
                "{\"outcome\":\"ok\",\"key\":null}; a text as \"key\"; null",
                "{\"outcome\":\"ok\",\"key\":7}; a text as \"key\"; 7",
                "{\"outcome\":\"ok\",\"key\":\"k\",\"op\":\"get\"}; a text as \"value\"; no such field",
                "{\"outcome\":\"ok\",\"key\":\"k\",\"op\":\"put\",\"value\":null}; a text as \"value\"; null",
                "{\"outcome\":\"ok\",\"key\":\"k\",\"op\":\"delete\"}; a whole number as \"client\"; no such field",
            })
    void a_malformed_line_is_one_error(String line, String expected, String found) {
        assertThatThrownBy(() -> read(GOOD + (line == null ? "" : line) + "\n" + GOOD))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("h.jsonl line 2: expected " + expected + ", found " + found);
    }

    @ParameterizedTest(name = "{1} in the place of {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"return\":9; \"return\":-1; a return that is not before the call at 0, found one at -1",
                "\"return\":9; \"return\":\"9\"; a whole number as \"return\", found \"9\"",
                "\"return\":9; \"return\":9223372036854775808; a whole number of 64 bits as \"return\","
                        + " found 9223372036854775808",
                "\"call\":0; \"call\":-9223372036854775809; a whole number of 64 bits as \"call\","
                        + " found -9223372036854775809",
                "\"client\":1; \"client\":3000000000; a client from -2147483648 to 2147483647, found 3000000000",
                "\"op\":\"delete\"; \"op\":\"delete\",\"expected\":\"e\"; no field \"expected\" in this operation",
            })
    void a_wrong_field_is_one_error(String right, String wrong, String said) {
        assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith("h.jsonl line 1: expected " + said);
    }

    @Test
    void an_input_that_fails_is_named() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> History.read(broken, "h.jsonl"))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("h.jsonl")
                .hasMessageContaining("gone");
    }

    private static String written(History history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static History read(String lines) {
        return History.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "h.jsonl");
    }
}
