package dev.cairn.wal.cli.load;

import dev.cairn.common.store.StoreException;

/// Why a [Loading] came to its end.
///
/// Immutable.
public sealed interface Ending {
    /// All rows are in.
    record Complete() implements Ending {}

    /// Somebody asked it to stop.
    record Stopped() implements Ending {}

    /// A line is no row, or one that the store refuses.
    ///
    /// @param line its number, from 1 on
    /// @param why what is wrong with it
    record BadLine(long line, String why) implements Ending {}

    /// The input could not be read.
    record InputFailed(String why) implements Ending {}

    /// The store could not take a batch.
    record StoreFailed(StoreException failure) implements Ending {}
}
