package dev.cairn.sim.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.codec.Pair;
import dev.cairn.common.codec.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/codecs.md` is what the codecs do.
final class CodecPageTest {
    private static final FormatPage PAGE = FormatPage.read("codecs.md");
    private static final KeyCodec<Pair<String, Long>> PAIRS = Codecs.pair(Codecs.string(), Codecs.int64());

    @Test
    void the_examples_of_key_codecs_are_their_bytes() {
        List<List<String>> examples = PAGE.table("| codec | value | bytes |");
        assertThat(examples).hasSizeGreaterThan(10);
        for (List<String> example : examples) {
            assertThat(encoded(example.get(0), example.get(1)).toHex())
                    .as("%s", example)
                    .isEqualTo(example.get(2).replace(" ", ""));
        }
    }

    @Test
    void the_tags_of_values_are_their_first_bytes() {
        List<Value> values = List.of(Value.of(1), Value.of(1.0), Value.of(true), Value.of("1"), Value.of(Bytes.EMPTY));
        assertThat(PAGE.table("| tag | type | then |"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(values.stream()
                        .map(value -> Codecs.value().encode(value).at(0) + " " + value.type())
                        .toList());
    }

    private static Bytes encoded(String codec, String value) {
        return switch (codec) {
            case "`int64`" -> Codecs.int64().encode(Long.valueOf(value));
            case "`float64`" -> Codecs.float64().encode(Double.valueOf(value));
            case "`bool`" -> Codecs.bool().encode(Boolean.valueOf(value));
            case "`string`" -> Codecs.string().encode(value);
            case "`pair` of string and int64" -> PAIRS.encode(pair(value.replace("\\0", "\0")));
            default -> throw new AssertionError("the page has an example of " + codec);
        };
    }

    private static Pair<String, Long> pair(String text) {
        List<String> parts = List.of(text.split(", ", 2));
        return new Pair<>(parts.getFirst(), Long.valueOf(parts.getLast()));
    }
}
