package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;

/// The bits of IEEE 754 as an integer of the same order, in the bytes of [Int64Codec].
///
/// As integers, the bits of positive numbers have the order of the numbers, and those of negative ones the reverse.
/// So the bits below the sign are inverted where the sign is set.
///
/// Thread-safe: there is no state.
final class Float64Codec implements KeyCodec<Double> {
    private final Int64Codec integers = new Int64Codec();

    @Override
    public Bytes encode(Double value) {
        return integers.encode(ordered(Double.doubleToLongBits(value)));
    }

    @Override
    public Double decode(Bytes bytes) {
        long bits = ordered(integers.decode(bytes));
        double value = Double.longBitsToDouble(bits);
        if (Double.doubleToLongBits(value) != bits) {
            throw new CorruptBytesException(0, "a number, or the NaN 7ff8000000000000", "a NaN with other bits");
        }
        return value;
    }

    /// From bits to their place in the order; the same step leads back.
    private static long ordered(long bits) {
        return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
    }
}
