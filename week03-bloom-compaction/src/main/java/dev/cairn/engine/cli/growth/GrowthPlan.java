package dev.cairn.engine.cli.growth;

/// What the process is to load.
///
/// Immutable; travels as JSON.
///
/// @param directory where the store is made
/// @param rows how many pairs
/// @param valueBytes length of each value
/// @param slices into how many parts the load is divided, each of which is timed
/// @param seed of the order
public record GrowthPlan(String directory, long rows, int valueBytes, int slices, long seed) {
    static final int KEY_BYTES = 16;

    /// Where slice `slice` ends, in rows; the last one ends with the load.
    long endOf(int slice) {
        return rows * (slice + 1) / slices;
    }

    /// Keys and values of so many rows.
    long bytesOf(long count) {
        return count * (KEY_BYTES + valueBytes);
    }
}
