package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No input makes a decoder do anything but give a value or refuse the bytes.
final class DecoderFuzzTest {
    @ParameterizedTest
    @MethodSource("decoders")
    void random_and_damaged_inputs_are_decoded_or_refused(DecoderFuzz<?> fuzz) {
        assertThat(fuzz.run(20_000, 1)).isBetween(1, 20_000);
    }

    @ParameterizedTest
    @MethodSource("decoders")
    @Tag("full")
    void a_million_random_and_damaged_inputs_are_decoded_or_refused(DecoderFuzz<?> fuzz) {
        assertThat(fuzz.run(1_000_000, 2)).isBetween(1, 1_000_000);
    }

    static Stream<Named<DecoderFuzz<?>>> decoders() {
        return Stream.of(
                named("int64", Codecs.int64(), List.of(0L, -1L, Long.MIN_VALUE)),
                named("float64", Codecs.float64(), List.of(1.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY)),
                named("bool", Codecs.bool(), List.of(true, false)),
                named("string", Codecs.string(), List.of("", "plain", "aé€😀", "\uFFFD")),
                named("bytes", Codecs.bytes(), List.of(Bytes.EMPTY, Bytes.hex("00ff80"))),
                named(
                        "pair",
                        Codecs.pair(Codecs.string(), Codecs.pair(Codecs.int64(), Codecs.bytes())),
                        List.of(
                                new Pair<>("a\0b", new Pair<>(0L, Bytes.hex("0001"))),
                                new Pair<>("", new Pair<>(-1L, Bytes.EMPTY)))),
                named(
                        "value",
                        Codecs.value(),
                        List.of(Value.of(7), Value.of(7.5), Value.of(true), Value.of("€"), Value.of(Bytes.hex("ff")))),
                named("json", Codecs.json(User.class), List.of(User.ADA, User.NOBODY)));
    }

    private static <T> Named<DecoderFuzz<?>> named(String name, Codec<T> codec, List<T> values) {
        return Named.of(name, DecoderFuzz.of(codec, values));
    }
}
