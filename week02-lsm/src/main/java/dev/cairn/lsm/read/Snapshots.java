package dev.cairn.lsm.read;

import dev.cairn.workbook.Exercise;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The sequence numbers at which somebody still reads. What is merged must keep what they see.
///
/// Thread-safe.
public final class Snapshots {
    private final TreeMap<Long, Integer> readers = new TreeMap<>();

    /// Takes the sequence number that `visible` gives, and holds it until it is released. The number is asked for
    /// inside, so that no [#oldest] falls between the question and the holding. Several may hold the same number.
    @Exercise("2.13")
    public synchronized long take(LongSupplier visible) {
        long sequence = visible.getAsLong();
        readers.merge(sequence, 1, Integer::sum);
        return sequence;
    }

    /// Lets go of a number that was taken, once: who else has taken it still holds it.
    @Exercise("2.13")
    public synchronized void release(long sequence) {
        readers.computeIfPresent(sequence, (_, count) -> count == 1 ? null : count - 1);
    }

    /// The oldest number at which somebody reads; if nobody does, that at which somebody may yet begin to: what
    /// `visible` gives.
    @Exercise("2.13")
    public synchronized long oldest(LongSupplier visible) {
        Map.Entry<Long, Integer> first = readers.firstEntry();
        return first == null ? visible.getAsLong() : first.getKey();
    }

    /// How many readers there are.
    @Exercise("2.13")
    public synchronized int count() {
        return readers.values().stream().mapToInt(Integer::intValue).sum();
    }
}
