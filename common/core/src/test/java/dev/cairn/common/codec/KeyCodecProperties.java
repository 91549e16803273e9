package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.Comparator;
import java.util.PrimitiveIterator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The two laws of key codecs: what is decoded is what was encoded, and bytes have the order of values.
final class KeyCodecProperties {
    private static final Comparator<String> BY_CODE_POINT =
            (a, b) -> compare(a.codePoints().iterator(), b.codePoints().iterator());

    @Property
    void int64_keeps_values_and_order(@ForAll long a, @ForAll long b) {
        assertLaws(Codecs.int64(), a, b, Comparator.naturalOrder());
    }

    @Property
    void float64_keeps_values_and_order(@ForAll("doubles") double a, @ForAll("doubles") double b) {
        assertLaws(Codecs.float64(), a, b, Double::compare);
    }

    @Property
    void bool_keeps_values_and_order(@ForAll boolean a, @ForAll boolean b) {
        assertLaws(Codecs.bool(), a, b, Comparator.naturalOrder());
    }

    @Property
    void string_keeps_values_and_order(@ForAll("texts") String a, @ForAll("texts") String b) {
        assertLaws(Codecs.string(), a, b, BY_CODE_POINT);
    }

    @Property
    void bytes_keeps_values_and_order(@ForAll("blobs") Bytes a, @ForAll("blobs") Bytes b) {
        assertLaws(Codecs.bytes(), a, b, Comparator.naturalOrder());
    }

    @Property
    void a_pair_is_ordered_by_its_first_and_then_by_its_second(
            @ForAll("pairs") Pair<Bytes, Bytes> a, @ForAll("pairs") Pair<Bytes, Bytes> b) {
        Comparator<Pair<Bytes, Bytes>> order =
                Comparator.comparing((Pair<Bytes, Bytes> pair) -> pair.first()).thenComparing(Pair::second);

        assertLaws(Codecs.pair(Codecs.bytes(), Codecs.bytes()), a, b, order);
    }

    @Property
    void pairs_of_pairs_keep_values(@ForAll("pairs") Pair<Bytes, Bytes> a, @ForAll("pairs") Pair<Bytes, Bytes> b) {
        KeyCodec<Pair<Bytes, Bytes>> inner = Codecs.pair(Codecs.bytes(), Codecs.bytes());
        KeyCodec<Pair<Pair<Bytes, Bytes>, Pair<Bytes, Bytes>>> codec = Codecs.pair(inner, inner);

        assertThat(codec.decode(codec.encode(new Pair<>(a, b)))).isEqualTo(new Pair<>(a, b));
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.doubles(),
                Arbitraries.of(
                        0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between('a', 'c'),
                Arbitraries.of(0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF));
        return codePoints
                .list()
                .ofMaxSize(5)
                .map(list -> list.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    @Provide
    Arbitrary<Bytes> blobs() {
        return Arbitraries.of((byte) 0x00, (byte) 0x01, (byte) 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF)
                .array(byte[].class)
                .ofMaxSize(4)
                .map(Bytes::wrap);
    }

    @Provide
    Arbitrary<Pair<Bytes, Bytes>> pairs() {
        return Combinators.combine(blobs(), blobs()).as(Pair::new);
    }

    private static <T> void assertLaws(KeyCodec<T> codec, T a, T b, Comparator<T> order) {
        Bytes left = codec.encode(a);
        Bytes right = codec.encode(b);

        assertThat(codec.decode(left)).isEqualTo(a);
        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(Integer.signum(order.compare(a, b)));
    }

    private static int compare(PrimitiveIterator.OfInt a, PrimitiveIterator.OfInt b) {
        while (a.hasNext() && b.hasNext()) {
            int order = Integer.compare(a.nextInt(), b.nextInt());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }
}
