package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.util.List;
import java.util.SplittableRandom;

/// Feeds a decoder random bytes and damaged encodings. It may give a value or refuse; it may do nothing else.
///
/// @param codec the codec under test
/// @param isCanonical whether no value has two encodings, so that what is accepted must encode to itself
/// @param samples encodings to damage
record DecoderFuzz<T>(Codec<T> codec, boolean isCanonical, List<Bytes> samples) {
    private static final int[] EDGES = {0x00, 0x01, 0x7F, 0x80, 0xFF};

    static <T> DecoderFuzz<T> of(Codec<T> codec, List<T> values) {
        boolean isCanonical = !(codec instanceof JsonCodec);
        return new DecoderFuzz<>(
                codec, isCanonical, values.stream().map(codec::encode).toList());
    }

    /// Decodes `inputs` inputs, and returns how many of them were accepted.
    int run(int inputs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < inputs; i++) {
            Bytes input = i % 4 == 0 ? anyBytes(random) : damaged(random);
            accepted += isAccepted(input) ? 1 : 0;
        }
        return accepted;
    }

    private boolean isAccepted(Bytes input) {
        T value;
        try {
            value = codec.decode(input);
        } catch (CorruptBytesException refusal) {
            assertThat(refusal.offset()).as("offset in %s", input).isBetween(0, input.length());
            return false;
        } catch (Throwable other) {
            throw new AssertionError("decoding " + input.toHex(), other);
        }
        Bytes again = codec.encode(value);
        assertThat(codec.decode(again)).as("decoded from %s", input).isEqualTo(value);
        assertThat(!isCanonical || again.equals(input))
                .as("a second encoding: %s", input)
                .isTrue();
        return true;
    }

    private static Bytes anyBytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(24)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private Bytes damaged(SplittableRandom random) {
        Bytes bytes = samples.get(random.nextInt(samples.size()));
        for (int damages = random.nextInt(1, 4); damages > 0; damages--) {
            int at = random.nextInt(bytes.length() + 1);
            Bytes head = bytes.slice(0, at);
            Bytes tail = bytes.slice(at, bytes.length());
            bytes = switch (random.nextInt(6)) {
                case 0 -> head;
                case 1 -> tail;
                case 2 -> head.concat(edge(random)).concat(tail);
                case 3 -> head.concat(edge(random)).concat(tail.slice(Math.min(1, tail.length()), tail.length()));
                case 4 -> head.concat(samples.get(random.nextInt(samples.size())));
                default -> withFlippedBit(bytes, random);
            };
        }
        return bytes;
    }

    private static Bytes edge(SplittableRandom random) {
        return Bytes.copyOf((byte) EDGES[random.nextInt(EDGES.length)]);
    }

    private static Bytes withFlippedBit(Bytes bytes, SplittableRandom random) {
        byte[] array = bytes.toArray();
        if (array.length > 0) {
            array[random.nextInt(array.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return Bytes.wrap(array);
    }
}
