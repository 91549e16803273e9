package dev.cairn.lsm.table;

import java.util.concurrent.atomic.LongAdder;

/// Counts what the gets of one store cost in its tables, and what the filters of those spare them.
///
/// Each get of a table counts once, in one of four ways. Thread-safe.
public final class TableCounts {
    private final LongAdder denied = new LongAdder();
    private final LongAdder found = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder unfiltered = new LongAdder();

    /// What was counted. Immutable.
    ///
    /// @param filterChecks how often a filter was asked
    /// @param filterDenials how often it said no, and nothing was read
    /// @param filterMistakes how often it said maybe, and the table did not have the key
    /// @param blocks in how many data blocks a key was looked for
    public record Figures(long filterChecks, long filterDenials, long filterMistakes, long blocks) {}

    /// Counts of a store that was just opened: none.
    public TableCounts() {}

    /// What nobody looks at.
    static TableCounts forNobody() {
        return new TableCounts();
    }

    /// The filter said no.
    void denied() {
        denied.increment();
    }

    /// A data block was searched, after a filter had said maybe if `isFiltered`; and if `isUnknown` in vain.
    void searched(boolean isFiltered, boolean isUnknown) {
        if (!isFiltered) {
            unfiltered.increment();
        } else if (isUnknown) {
            missed.increment();
        } else {
            found.increment();
        }
    }

    /// What was counted so far. While others read, the figures may be of slightly different moments.
    public Figures figures() {
        long searches = found.sum() + missed.sum();
        long noes = denied.sum();
        return new Figures(searches + noes, noes, missed.sum(), searches + unfiltered.sum());
    }
}
