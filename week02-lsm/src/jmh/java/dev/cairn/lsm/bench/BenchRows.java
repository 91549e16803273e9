package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// What the benchmarks store: 16-byte keys, numbered in their order, and values of 100 bytes that do not compress;
/// and where they store it.
final class BenchRows {
    private static final int VALUE_BYTES = 100;

    private BenchRows() {}

    static Bytes key(int number) {
        return Bytes.utf8("%016d".formatted(number));
    }

    static Bytes value() {
        byte[] value = new byte[VALUE_BYTES];
        new SplittableRandom(VALUE_BYTES).nextBytes(value);
        return Bytes.wrap(value);
    }

    /// The numbers below `count`, ascending, or each once in an order of chance.
    static int[] numbers(int count, boolean isShuffled) {
        int[] numbers = new int[count];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            int at = isShuffled ? random.nextInt(i + 1) : i;
            numbers[i] = numbers[at];
            numbers[at] = i;
        }
        return numbers;
    }

    /// A new directory below `target`, which lies on a real disk wherever the sources do.
    static Path newDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
