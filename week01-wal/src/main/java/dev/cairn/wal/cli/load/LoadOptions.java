package dev.cairn.wal.cli.load;

import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;

/// How rows are loaded.
///
/// Immutable.
///
/// @param format what a line looks like
/// @param batchRows the most rows in one batch, all of which are kept by a crash, or none
/// @param isAcknowledging whether the numbers of acknowledged lines are printed
public record LoadOptions(RowFormat format, int batchRows, boolean isAcknowledging) {
    /// Rows in a batch unless told otherwise.
    public static final int BATCH_ROWS_DEFAULT = 100;

    /// A batch is complete when its keys and values take this many bytes, whatever its rows.
    static final int BATCH_BYTES = 1 << 20;

    /// Batches that may be under way: enough that the next group is ready when one is on the disk.
    static final int IN_FLIGHT_MAX = 64;

    /// A line may hold the largest key and value, each byte as an escape of six characters (JSON's), and
    /// some more.
    public static final int LINE_BYTES_MAX = 6 * (WriteBatch.KEY_BYTES_MAX + WriteBatch.VALUE_BYTES_MAX) + 1024;

    private static final int BATCH_ROWS_MAX = 100_000;

    public LoadOptions {
        if (batchRows < 1 || batchRows > BATCH_ROWS_MAX) {
            throw new StoreException.Refused("--batch is " + batchRows + ", but must be from 1 to " + BATCH_ROWS_MAX);
        }
    }
}
