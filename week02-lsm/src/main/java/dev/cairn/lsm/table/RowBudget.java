package dev.cairn.lsm.table;

import dev.cairn.common.check.Check;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of memory may be spent on [dev.cairn.lsm.table.block.RowDirectory]s, and on the
/// [KeyWords] of tables that have any. Whoever makes one takes its bytes from here, and gives them back
/// when its table is closed; what does not fit is not made.
///
/// To make one takes many times as long as a get without. So once something did not fit, none is made until
/// something was given back ([#isFull]): what is left would hardly do for the next one either.
///
/// One budget may serve the tables of many stores. Thread-safe.
public final class RowBudget {
    private static final RowBudget NONE = new RowBudget(0);

    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean isFull;

    private RowBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// At most `bytesMax` bytes at a time.
    public static RowBudget of(long bytesMax) {
        Check.argument(bytesMax >= 0, "a budget of %s bytes is none", bytesMax);
        return bytesMax == 0 ? NONE : new RowBudget(bytesMax);
    }

    /// Nothing is made.
    public static RowBudget none() {
        return NONE;
    }

    /// Whether anything is made at all.
    boolean isOn() {
        return bytesMax > 0;
    }

    /// Bytes that are taken now.
    public long bytes() {
        return bytes.get();
    }

    /// At most this many are ever taken.
    public long bytesMax() {
        return bytesMax;
    }

    /// Whether what was asked for last did not fit, and nothing was given back since.
    boolean isFull() {
        return isFull;
    }

    /// Takes `amount`, if there is so much left.
    boolean take(long amount) {
        long before = bytes.getAndAdd(amount);
        if (before + amount > bytesMax) {
            bytes.addAndGet(-amount);
            isFull = true;
            return false;
        }
        return true;
    }

    /// Gives back what was taken.
    void giveBack(long amount) {
        bytes.addAndGet(-amount);
        isFull = false;
    }

    @Override
    public String toString() {
        return bytesMax + " bytes";
    }
}
