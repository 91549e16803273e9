package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Values that carry their type.
final class ValueTest {
    private static final Bytes BLOB = Bytes.hex("00ff");

    @Example
    void each_type_has_its_factory_and_its_accessor() {
        assertThat(Value.of(Long.MIN_VALUE)).isEqualTo(new Value.Int64(Long.MIN_VALUE));
        assertThat(Value.of(-0.0)).isEqualTo(new Value.Float64(-0.0));
        assertThat(Value.of(true)).isEqualTo(new Value.Bool(true));
        assertThat(Value.of("text")).isEqualTo(new Value.Text("text"));
        assertThat(Value.of(BLOB)).isEqualTo(new Value.Blob(BLOB));

        assertThat(Value.of(7).asInt64()).isEqualTo(7);
        assertThat(Value.of(7.5).asFloat64()).isEqualTo(7.5);
        assertThat(Value.of(true).asBool()).isTrue();
        assertThat(Value.of("text").asText()).isEqualTo("text");
        assertThat(Value.of(BLOB).asBlob()).isEqualTo(BLOB);
    }

    @Example
    void reading_another_type_names_both() {
        assertThatThrownBy(() -> Value.of("7").asInt64())
                .isInstanceOfSatisfying(WrongTypeException.class, wrong -> {
                    assertThat(wrong.expected()).isEqualTo("int64");
                    assertThat(wrong.actual()).isEqualTo("text");
                })
                .hasMessage("expected a value of type int64, found one of type text");
    }

    @Example
    void every_other_type_is_refused() {
        Map<String, Function<Value, Object>> reads = Map.of(
                "int64", Value::asInt64,
                "float64", Value::asFloat64,
                "bool", Value::asBool,
                "text", Value::asText,
                "blob", Value::asBlob);
        for (Value value : List.of(Value.of(1), Value.of(1.0), Value.of(true), Value.of("1"), Value.of(BLOB))) {
            reads.forEach((type, read) -> {
                if (!type.equals(value.type())) {
                    assertThatThrownBy(() -> read.apply(value)).isInstanceOf(WrongTypeException.class);
                }
            });
        }
    }

    @Example
    void there_are_no_nulls() {
        assertThatThrownBy(() -> Value.of(noText())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Value.of(noBytes())).isInstanceOf(NullPointerException.class);
    }

    @Example
    void a_text_without_an_encoding_is_refused_at_once() {
        assertThatThrownBy(() -> Value.of("a\uDC00")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void equality_is_by_type_and_content() {
        assertThat(Value.of(Double.NaN)).isEqualTo(Value.of(Double.NaN));
        assertThat(Value.of(0.0)).isNotEqualTo(Value.of(-0.0));
        assertThat(Value.of(1)).isNotEqualTo(Value.of(1.0));
        assertThat(Value.of("a")).isNotEqualTo(Value.of(Bytes.utf8("a")));
    }

    @Example
    void the_first_byte_is_the_type() {
        assertEncoding(Value.of(1), "01" + "8000000000000001");
        assertEncoding(Value.of(1.0), "02" + "bff0000000000000");
        assertEncoding(Value.of(true), "03" + "01");
        assertEncoding(Value.of("é"), "04" + "c3a9");
        assertEncoding(Value.of(BLOB), "05" + "00ff");
        assertEncoding(Value.of(Bytes.EMPTY), "05");
    }

    @Example
    void bytes_that_are_no_value_are_refused_where_they_go_wrong() {
        assertRefusal("", "at byte 0: expected 1 bytes, found 0 bytes");
        assertRefusal("00", "at byte 0: expected a tag from 1 to 5, found 0");
        assertRefusal("06ff", "at byte 0: expected a tag from 1 to 5, found 6");
        assertRefusal("0180", "at byte 1: expected 8 bytes, found 1 bytes");
        assertRefusal("0302", "at byte 1: expected 0 or 1, found 2");
        assertRefusal("0461ff", "at byte 2: expected UTF-8, found the byte ff");
    }

    @Property
    void values_round_trip(@ForAll("values") Value value) {
        assertThat(Codecs.value().decode(Codecs.value().encode(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<Value> values() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Value::of),
                Arbitraries.longs().map(bits -> Value.of(Double.longBitsToDouble(bits))),
                Arbitraries.of(0.0, -0.0, Double.NaN, Double.MIN_VALUE).map(Value::of),
                Arbitraries.of(true, false).map(Value::of),
                Arbitraries.strings().ofMaxLength(9).map(Value::of),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(array -> Value.of(Bytes.wrap(array))));
    }

    private static void assertEncoding(Value value, String bytes) {
        assertThat(Codecs.value().encode(value)).isEqualTo(Bytes.hex(bytes));
        assertThat(Codecs.value().decode(Bytes.hex(bytes))).isEqualTo(value);
    }

    private static void assertRefusal(String bytes, String message) {
        assertThatThrownBy(() -> Codecs.value().decode(Bytes.hex(bytes)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage(message);
    }

    @SuppressWarnings("NullAway")
    private static String noText() {
        return null;
    }

    @SuppressWarnings("NullAway")
    private static Bytes noBytes() {
        return null;
    }
}
