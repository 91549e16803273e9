package dev.cairn.typed;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.codec.Value;
import java.util.Objects;
import java.util.function.Function;

/// A type of values: its codec, and the name by which errors call it.
///
/// The five types of [Value] are stored with the tag of their type, so that a row of another type is told from
/// one of this type whatever its bytes are. A type of one's own is stored as its codec writes it.
///
/// Immutable.
///
/// @param name how messages call the type
/// @param codec between values and the bytes that are stored
/// @param <V> the values
public record ValueType<V>(String name, Codec<V> codec) {
    /// Refuses an empty name.
    public ValueType {
        Check.argument(!name.isBlank(), "the name of a type of values is empty: expected what messages may call it");
        Objects.requireNonNull(codec, "codec");
    }

    /// Integers.
    public static ValueType<Long> int64() {
        return tagged("int64", Value::of, Value::asInt64);
    }

    /// Floating-point numbers.
    public static ValueType<Double> float64() {
        return tagged("float64", Value::of, Value::asFloat64);
    }

    /// Truth values.
    public static ValueType<Boolean> bool() {
        return tagged("bool", Value::of, Value::asBool);
    }

    /// Texts that have an encoding in UTF-8.
    public static ValueType<String> text() {
        return tagged("text", Value::of, Value::asText);
    }

    /// Byte strings.
    public static ValueType<Bytes> blob() {
        return tagged("blob", Value::of, Value::asBlob);
    }

    /// Values of any of the five types, each carrying its type.
    public static ValueType<Value> any() {
        return new ValueType<>("value", Codecs.value());
    }

    /// What Jackson writes and reads of `type`, called by its simple name.
    public static <V> ValueType<V> json(Class<V> type) {
        return new ValueType<>(type.getSimpleName(), Codecs.json(type));
    }

    private static <V> ValueType<V> tagged(String name, Function<V, Value> wrap, Function<Value, V> unwrap) {
        Codec<Value> values = Codecs.value();
        return new ValueType<>(name, new Codec<>() {
            @Override
            public Bytes encode(V value) {
                return values.encode(wrap.apply(value));
            }

            @Override
            public V decode(Bytes bytes) {
                return unwrap.apply(values.decode(bytes));
            }
        });
    }
}
