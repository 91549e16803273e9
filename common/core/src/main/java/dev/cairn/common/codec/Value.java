package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A value of one of five types, which it carries.
///
/// ```java
/// store.put(key, Codecs.value().encode(Value.of(42)));
/// long answer = Codecs.value().decode(store.get(key).orElseThrow()).asInt64();
/// ```
///
/// Two values are equal if their types and contents are; NaN equals NaN, and -0.0 does not equal 0.0.
///
/// Immutable.
public sealed interface Value {
    /// An integer.
    record Int64(long value) implements Value {}

    /// A floating-point number.
    record Float64(double value) implements Value {}

    /// A truth value.
    record Bool(boolean value) implements Value {}

    /// A text that has an encoding in UTF-8.
    record Text(String value) implements Value {
        /// Refuses a surrogate without its partner.
        public Text {
            Check.argument(
                    StandardCharsets.UTF_8.newEncoder().canEncode(value),
                    "text holds a surrogate without its partner and has no UTF-8 encoding");
        }
    }

    /// A byte string.
    record Blob(Bytes value) implements Value {
        /// Refuses null.
        public Blob {
            Objects.requireNonNull(value, "value");
        }
    }

    /// An integer.
    static Value of(long value) {
        return new Int64(value);
    }

    /// A floating-point number.
    static Value of(double value) {
        return new Float64(value);
    }

    /// A truth value.
    static Value of(boolean value) {
        return new Bool(value);
    }

    /// A text.
    static Value of(String value) {
        return new Text(value);
    }

    /// A byte string.
    static Value of(Bytes value) {
        return new Blob(value);
    }

    /// The name of the type: `int64`, `float64`, `bool`, `text` or `blob`.
    default String type() {
        return switch (this) {
            case Int64 _ -> "int64";
            case Float64 _ -> "float64";
            case Bool _ -> "bool";
            case Text _ -> "text";
            case Blob _ -> "blob";
        };
    }

    /// The integer.
    ///
    /// @throws WrongTypeException if it is none
    default long asInt64() {
        if (this instanceof Int64(long value)) {
            return value;
        }
        throw new WrongTypeException("int64", type());
    }

    /// The floating-point number.
    ///
    /// @throws WrongTypeException if it is none
    default double asFloat64() {
        if (this instanceof Float64(double value)) {
            return value;
        }
        throw new WrongTypeException("float64", type());
    }

    /// The truth value.
    ///
    /// @throws WrongTypeException if it is none
    default boolean asBool() {
        if (this instanceof Bool(boolean value)) {
            return value;
        }
        throw new WrongTypeException("bool", type());
    }

    /// The text.
    ///
    /// @throws WrongTypeException if it is none
    default String asText() {
        if (this instanceof Text(String value)) {
            return value;
        }
        throw new WrongTypeException("text", type());
    }

    /// The byte string.
    ///
    /// @throws WrongTypeException if it is none
    default Bytes asBlob() {
        if (this instanceof Blob(Bytes value)) {
            return value;
        }
        throw new WrongTypeException("blob", type());
    }
}
