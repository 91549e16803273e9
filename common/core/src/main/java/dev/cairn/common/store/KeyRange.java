package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;
import java.util.Arrays;
import java.util.Optional;

/// The keys from `from` (included) to `to` (excluded); an empty bound is open.
///
/// Immutable.
///
/// @param from the first key of the range, or empty for "from the smallest"
/// @param to the first key after the range, or empty for "to the largest"
public record KeyRange(Optional<Bytes> from, Optional<Bytes> to) {
    private static final KeyRange ALL = new KeyRange(Optional.empty(), Optional.empty());

    /// Every key.
    public static KeyRange all() {
        return ALL;
    }

    /// Every key at or after `from`.
    public static KeyRange from(Bytes from) {
        return new KeyRange(Optional.of(from), Optional.empty());
    }

    /// Every key before `to`.
    public static KeyRange to(Bytes to) {
        return new KeyRange(Optional.empty(), Optional.of(to));
    }

    /// Every key at or after `from` and before `to`; empty if `to` is not after `from`.
    public static KeyRange between(Bytes from, Bytes to) {
        return new KeyRange(Optional.of(from), Optional.of(to));
    }

    /// Every key that begins with `prefix`.
    public static KeyRange prefix(Bytes prefix) {
        return new KeyRange(Optional.of(prefix), firstAfterPrefix(prefix));
    }

    /// Whether `key` lies in the range.
    public boolean contains(Bytes key) {
        return !isBefore(key) && !isAfter(key);
    }

    /// Whether `key` is smaller than every key of the range.
    public boolean isBefore(Bytes key) {
        return from.isPresent() && key.compareTo(from.get()) < 0;
    }

    /// Whether `key` is larger than every key of the range.
    public boolean isAfter(Bytes key) {
        return to.isPresent() && key.compareTo(to.get()) >= 0;
    }

    /// The smallest key that is larger than all keys with the prefix: the prefix without its trailing `ff` bytes,
    /// its last byte one higher. A prefix of nothing but `ff` has none.
    private static Optional<Bytes> firstAfterPrefix(Bytes prefix) {
        byte[] bytes = prefix.toArray();
        for (int end = bytes.length; end > 0; end--) {
            if (bytes[end - 1] != (byte) 0xFF) {
                bytes[end - 1]++;
                return Optional.of(Bytes.wrap(Arrays.copyOf(bytes, end)));
            }
        }
        return Optional.empty();
    }
}
