package dev.cairn.lsm.memtable;

import dev.cairn.common.store.StoreException;
import java.util.function.LongSupplier;

/// A limit on the memory that the memtables of several stores take together.
///
/// Each store says what it uses. When the sum is over the limit, the one that uses most is asked to flush, once,
/// until it uses less. Nobody waits here: a store bounds itself by its own options as well.
///
/// Implementations are thread-safe.
public interface MemtableBudget {
    /// Joins. A store that is closed leaves by closing its share.
    ///
    /// @param flushSoon asks the store to flush; called by any thread that uses memory, must not wait
    Share share(Runnable flushSoon);

    /// No limit.
    static MemtableBudget none() {
        return NoBudget.INSTANCE;
    }

    /// At most about `bytes` for all that share.
    ///
    /// @throws StoreException.Refused if `bytes` is below 1
    static MemtableBudget of(long bytes) {
        return new SharedBudget(bytes);
    }

    /// What one store uses of it.
    interface Share extends AutoCloseable {
        /// The store's memtables, frozen ones included, now take `bytes`: less than before, when one was flushed.
        /// The number is asked for inside, so that of two threads that come at once the later one counts.
        void use(LongSupplier bytes);

        /// The store uses nothing any more, whatever it says afterwards.
        @Override
        void close();
    }
}
