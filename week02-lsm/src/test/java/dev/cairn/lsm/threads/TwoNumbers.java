package dev.cairn.lsm.threads;

import java.util.Arrays;
import java.util.Optional;

/// What the others must look like: one operation after another.
///
/// Confined to one thread.
public final class TwoNumbers extends TwoRows {
    private final int[] values = new int[3];

    @Override
    void write(int key, int value) {
        values[key] = value;
    }

    @Override
    int read(int key) {
        return values[key];
    }

    @Override
    int readBoth() {
        return 10 * values[1] + values[2];
    }

    /// As [StoredRows#swap].
    public boolean swap(int key, int expected, int value) {
        boolean isExpected = values[key] == expected;
        values[key] = isExpected ? value : values[key];
        return isExpected;
    }

    /// As [StoredRows#setBoth].
    public void setBoth(int first, int second) {
        values[1] = first;
        values[2] = second;
    }

    /// As [StoredRows#flush].
    public void flush() {}

    /// Lincheck remembers states that it has been in.
    @Override
    public boolean equals(Object other) {
        return other instanceof TwoNumbers that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Optional.of(readBoth()).hashCode();
    }
}
