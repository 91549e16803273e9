package dev.cairn.lsm.read;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The sequence numbers at which somebody still reads. What is merged must keep what they see.
///
/// Thread-safe.
public final class Snapshots {
    private final TreeMap<Long, Integer> readers = new TreeMap<>();

    /// Takes the sequence number that `visible` gives, and holds it until it is released. The number is asked for
    /// inside, so that no [#oldest] falls between the question and the holding.
    public synchronized long take(LongSupplier visible) {
        long sequence = visible.getAsLong();
        readers.merge(sequence, 1, Integer::sum);
        return sequence;
    }

    /// Lets go of a number that was taken.
    public synchronized void release(long sequence) {
        readers.computeIfPresent(sequence, (_, count) -> count == 1 ? null : count - 1);
    }

    /// The oldest number at which somebody reads, or may yet begin to: what `visible` gives.
    public synchronized long oldest(LongSupplier visible) {
        Map.Entry<Long, Integer> first = readers.firstEntry();
        return first == null ? visible.getAsLong() : first.getKey();
    }

    /// How many there are.
    public synchronized int count() {
        return readers.values().stream().mapToInt(Integer::intValue).sum();
    }
}
