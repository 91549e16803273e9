package dev.cairn.lsm.table;

import dev.cairn.common.store.Lookup;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the gets of one store cost in its tables, and what the filters of those spare them.
///
/// Each get of a table counts once, by whether a filter was asked and what came of it; and each block
/// that is taken from a file, whoever wants it. Thread-safe.
public final class TableCounts {
    private final LongAdder denied = new LongAdder();
    private final Searches filtered = new Searches();
    private final Searches unfiltered = new Searches();
    private final LongAdder blocksRead = new LongAdder();

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

    /// A data block was searched, after a filter had said maybe if `isFiltered`.
    void searched(boolean isFiltered, Lookup found) {
        (isFiltered ? filtered : unfiltered).of(found).increment();
    }

    /// A block was taken from a file: one of data, or of what says where the data is. What a cache had
    /// was not.
    void blockRead() {
        blocksRead.increment();
    }

    /// In how many gets a table had a value.
    public long values() {
        return filtered.values.sum() + unfiltered.values.sum();
    }

    /// How many blocks were taken from files.
    public long blocksRead() {
        return blocksRead.sum();
    }

    /// What was counted so far. While others read, the figures may be of slightly different moments.
    public Figures figures() {
        long searches = filtered.sum();
        long noes = denied.sum();
        return new Figures(searches + noes, noes, filtered.missed.sum(), searches + unfiltered.sum());
    }

    /// Counts what came of searches.
    private static final class Searches {
        private final LongAdder values = new LongAdder();
        private final LongAdder deleted = new LongAdder();
        private final LongAdder missed = new LongAdder();

        LongAdder of(Lookup found) {
            return switch (found) {
                case Lookup.Found _ -> values;
                case Lookup.Deleted _ -> deleted;
                case Lookup.Unknown _ -> missed;
            };
        }

        long sum() {
            return values.sum() + deleted.sum() + missed.sum();
        }
    }
}
