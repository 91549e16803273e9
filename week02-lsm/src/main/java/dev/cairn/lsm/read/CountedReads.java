package dev.cairn.lsm.read;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.table.TableCounts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The reads of a store, and a count of what its gets have found.
///
/// A get counts once here; the tables have counted by then whether one of them had the value
/// ([TableCounts]). What was found and was in no table, was in memory. Thread-safe.
public final class CountedReads {
    private final Reads reads;
    private final TableCounts tables;
    private final LongAdder found = new LongAdder();
    private final LongAdder absent = new LongAdder();
    private final AtomicLong inMemory = new AtomicLong();

    /// What was counted. Immutable.
    ///
    /// @param inMemory gets that found a value in a memtable
    /// @param inTables gets that found a value in a table
    /// @param absent gets that found none: the key was deleted, or never put
    /// @param blocksRead blocks that were taken from table files, by gets, scans, merges and openings of
    ///     tables; a block that a cache had was not taken from a file
    public record Figures(long inMemory, long inTables, long absent, long blocksRead) {}

    /// @param tables counts what is found in the tables in which `reads` looks
    public CountedReads(Reads reads, TableCounts tables) {
        this.reads = reads;
        this.tables = tables;
    }

    /// As [Reads#get].
    public Optional<Bytes> get(Bytes key, LongSupplier moment) {
        Optional<Bytes> value = reads.get(key, moment);
        (value.isPresent() ? found : absent).increment();
        return value;
    }

    /// As [Reads#scan].
    public Cursor scan(KeyRange range, LongSupplier moment) {
        return reads.scan(range, moment);
    }

    /// What was counted so far; no figure ever goes back. A get that is under way may have been counted
    /// by its table and not here: so what was found is asked first, and the highest difference is kept.
    public Figures figures() {
        long before = found.sum();
        long inTables = tables.values();
        long difference = inMemory.accumulateAndGet(before - inTables, Math::max);
        return new Figures(difference, inTables, absent.sum(), tables.blocksRead());
    }
}
