package dev.cairn.typed;

import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.workbook.Exercise;
import java.util.Optional;

/// Numbers that many count up and down at once, and none of them twice or not at all.
///
/// A number that is absent counts as 0. The rows are those of a [TypedStore] of [ValueType#int64] by the same
/// name, which may read and set them as well.
///
/// Thread-safe.
///
/// @param <K> the keys
public final class Counters<K> {
    private final TypedStore<K, Long> numbers;

    private Counters(TypedStore<K, Long> numbers) {
        this.numbers = numbers;
    }

    /// The numbers called `name` in `store`.
    public static <K> Counters<K> over(KeyValueStore store, String name, KeyCodec<K> keys) {
        return new Counters<>(TypedStore.over(store, name, keys, ValueType.int64()));
    }

    /// The same numbers; each change is tried at most `attempts` times.
    public Counters<K> withAttempts(int attempts) {
        return new Counters<>(numbers.withAttempts(attempts));
    }

    /// The rows.
    public TypedStore<K, Long> numbers() {
        return numbers;
    }

    /// The number of `key`, 0 if there is none.
    public long value(K key) {
        return numbers.getOrDefault(key, 0L);
    }

    /// Adds 1.
    public Increment increment(K key) {
        return add(key, 1);
    }

    /// Adds `delta`, which may be negative, to the number of `key`, at one moment.
    ///
    /// Each attempt reads the number; if the sum does not fit 64 bits, the answer is [Increment.Overflow] with
    /// the number that was read and `delta`, and nothing is changed. Otherwise the sum is set by `compareAndSet`
    /// if the number is still as it was read, absent if it was absent; that is [Increment.Counted] with the sum
    /// and the number of attempts, from 1 on. If somebody came between, it is tried again from the reading on,
    /// at most `numbers.attemptsMax()` times; then it is [Increment.Contended] with that number. What the store
    /// throws goes through.
    @Exercise("3.17")
    public Increment add(K key, long delta) {
        for (int attempt = 1; attempt <= numbers.attemptsMax(); attempt++) {
            Optional<Long> before = numbers.get(key);
            long number = before.orElse(0L);
            long sum = number + delta;
            if (((number ^ sum) & (delta ^ sum)) < 0) {
                return new Increment.Overflow(number, delta);
            }
            if (numbers.compareAndSet(key, before, Optional.of(sum))) {
                return new Increment.Counted(sum, attempt);
            }
        }
        return new Increment.Contended(numbers.attemptsMax());
    }
}
