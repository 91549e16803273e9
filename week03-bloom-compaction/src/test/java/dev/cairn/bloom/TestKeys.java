package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Keys of sixteen bytes, without end: those with even numbers are added, those with odd ones are not. Stateless.
final class TestKeys {
    private TestKeys() {}

    /// The key with that number; they differ in their last bytes, as keys of users do.
    static Bytes key(long number) {
        String digits = Long.toString(number);
        return new ByteWriter(16)
                .raw(Bytes.utf8("user" + "0".repeat(12 - digits.length()) + digits))
                .toBytes();
    }

    /// The keys that are added.
    static Bytes added(long i) {
        return key(2 * i);
    }

    /// Fails if `filter` denies one of so many keys that were added, or lets more others through than its rate and a
    /// fifth.
    static void requireRate(int keys, double rate, int asked, Predicate<Bytes> filter) {
        assertThat(LongStream.range(0, keys).filter(i -> !filter.test(added(i))))
                .as("keys that were added and are denied")
                .isEmpty();
        assertThat(found(asked, filter))
                .as("rate of %s keys, asked for %s", keys, rate)
                .isBetween(0.0, 1.2 * rate);
    }

    /// Of so many keys that were not added, which part is found.
    static double found(long asked, Predicate<Bytes> filter) {
        return LongStream.range(0, asked)
                        .filter(i -> filter.test(key(2 * i + 1)))
                        .count()
                / (double) asked;
    }
}
