package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.Allocation;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No input makes a decoder take memory out of proportion, be it accepted or refused. No single object is larger
/// than twice the input, or than 1 MiB. The sum of all objects, most of them garbage at once, is below 1 MiB for an
/// input of 64 KiB; for a larger one it is a small multiple of the input, which exceeds two where the JDK or the
/// JSON library builds a text in steps.
@Tag("ZC-02")
final class DecoderMemoryTest {
    private static final int SMALL_BYTES = 64 * 1024;
    private static final int LARGE_BYTES = 4 * 1024 * 1024;
    private static final int FREE_BYTES = 1024 * 1024;

    /// What the JVM puts before the elements of an array, and behind them.
    private static final int ARRAY_FRAME_BYTES = 16 + 8;

    /// Bytes made to cost a decoder much.
    ///
    /// @param input as many bytes as asked for, or about as many
    /// @param timesMax how many times the size of the input decoding may allocate in sum, garbage included
    record Attack(String name, Codec<?> codec, IntFunction<Bytes> input, int timesMax) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void small_inputs_take_little(Attack attack) {
        Bytes input = attack.input().apply(SMALL_BYTES);

        assertThat(Allocation.bytesDuring(() -> decode(attack.codec(), input))).isLessThan(FREE_BYTES);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void large_inputs_take_a_small_multiple(Attack attack) {
        Bytes input = attack.input().apply(LARGE_BYTES);

        assertThat(Allocation.bytesDuring(() -> decode(attack.codec(), input)))
                .isLessThan(FREE_BYTES + (long) attack.timesMax() * input.length());
    }

    @Test
    void no_object_is_larger_than_twice_the_input_or_a_mebibyte() {
        Map<String, Long> limits = new TreeMap<>();
        Map<String, Runnable> decodings = new TreeMap<>();
        attacks().forEach(attack -> {
            Bytes input = attack.input().apply(LARGE_BYTES);
            limits.put(attack.name(), Math.max(FREE_BYTES, 2L * input.length()) + ARRAY_FRAME_BYTES);
            decodings.put(attack.name(), () -> decode(attack.codec(), input));
        });

        Map<String, Long> largest = Allocation.largestObjects(decodings);

        assertThat(largest).containsKeys("ASCII", "JSON: a long text");
        assertThat(largest)
                .allSatisfy((name, bytes) ->
                        assertThat(bytes).as("largest object of %s", name).isLessThanOrEqualTo(limits.get(name)));
    }

    static Stream<Attack> attacks() {
        return Stream.of(ownCodecs(), texts(), json()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> ownCodecs() {
        KeyCodec<Pair<Bytes, Bytes>> pair = Codecs.pair(Codecs.bytes(), Codecs.bytes());
        return Stream.of(
                new Attack("int64", Codecs.int64(), DecoderMemoryTest::zeros, 0),
                new Attack("float64", Codecs.float64(), DecoderMemoryTest::zeros, 0),
                new Attack("bool", Codecs.bool(), DecoderMemoryTest::zeros, 0),
                new Attack("bytes", Codecs.bytes(), DecoderMemoryTest::zeros, 0),
                new Attack("blob", Codecs.value(), size -> Bytes.hex("05").concat(zeros(size)), 0),
                new Attack("pair, refused at once", pair, DecoderMemoryTest::zeros, 2),
                new Attack("pair without an end", pair, size -> times("00ff", size), 2),
                new Attack(
                        "pair of a long first",
                        pair,
                        size -> times("00ff", size).concat(Bytes.hex("0001")),
                        2),
                new Attack(
                        "pair of a long second", pair, size -> Bytes.hex("0001").concat(zeros(size)), 2));
    }

    private static Stream<Attack> texts() {
        return Stream.of(
                new Attack("ASCII", Codecs.string(), size -> times("61", size), 2),
                new Attack("two bytes each", Codecs.string(), size -> times("c3a9", size), 2),
                new Attack("three bytes each", Codecs.string(), size -> times("e282ac", size), 4),
                new Attack("replacement characters", Codecs.string(), size -> times("efbfbd", size), 4),
                new Attack("all malformed", Codecs.string(), size -> times("c0", size), 4),
                new Attack(
                        "malformed at the end",
                        Codecs.string(),
                        size -> times("61", size).concat(Bytes.hex("80")),
                        4),
                new Attack("text", Codecs.value(), size -> Bytes.hex("04").concat(zeros(size)), 4));
    }

    private static Stream<Attack> json() {
        return Stream.of(
                json("blanks", "", " ", 2),
                json("deep arrays", "{\"tags\":", "[", 2),
                json("deep arrays to pass over", "{\"other\":", "[", 2),
                json("deep objects to pass over", "{\"other\":", "{\"a\":", 2),
                json("a long name", "{\"", "a", 2),
                json("a long number", "{\"age\":", "1", 4),
                json("a long text", "{\"name\":\"", "a", 4),
                json("many numbers of huge size", "{\"scores\":{", "\"a\":1e999999999,", 8),
                json("many texts", "{\"tags\":[", "\"\",", 8));
    }

    private static Attack json(String name, String start, String repeated, int timesMax) {
        IntFunction<Bytes> input =
                size -> Bytes.utf8(start).concat(times(Bytes.utf8(repeated).toHex(), size));
        return new Attack("JSON: " + name, Codecs.json(User.class), input, timesMax);
    }

    private static Bytes zeros(int size) {
        return new ByteWriter(size).zeros(size).toBytes();
    }

    private static Bytes times(String hex, int size) {
        Bytes part = Bytes.hex(hex);
        ByteWriter writer = new ByteWriter(size);
        while (writer.size() < size) {
            writer.raw(part);
        }
        return writer.toBytes();
    }

    private static void decode(Codec<?> codec, Bytes input) {
        try {
            assertThat(codec.decode(input)).isNotNull();
        } catch (CorruptBytesException refusal) {
            assertThat(refusal.offset()).isBetween(0, input.length());
        }
    }
}
