package dev.cairn.lsm.cli.bench;

/// A store as a benchmark sees it: byte arrays in and out, which is what most of them speak.
///
/// Implementations are as thread-safe as the store is. A failure is whatever the store throws.
public interface BenchStore extends AutoCloseable {
    /// Sets one key.
    void put(byte[] key, byte[] value);

    /// Sets `keys[0, count)` to `values[0, count)` in one batch.
    void putAll(byte[][] keys, byte[][] values, int count);

    /// Deletes one key.
    void delete(byte[] key);

    /// Number of bytes of the value, or -1 if there is none. The value must have been read into the caller's memory.
    int get(byte[] key);

    /// A cursor over all rows, confined to the calling thread.
    Rows rows();

    @Override
    void close();

    /// A position among the rows. Each move answers whether it stands on a row, whose key and value were then read
    /// into the caller's memory, and [#bytes] says how long they are together.
    interface Rows extends AutoCloseable {
        /// Moves to the first row.
        boolean first();

        /// Moves to the last row.
        boolean last();

        /// Moves to the first row at or after `key`.
        boolean seek(byte[] key);

        /// Moves one row forward.
        boolean next();

        /// Moves one row back.
        boolean previous();

        /// Length of the row's key and value.
        int bytes();

        @Override
        void close();
    }

    /// Makes stores of one kind. It has a constructor without parameters, and is found by its name.
    interface Opener {
        /// Opens the store in `directory`, or makes one.
        BenchStore open(java.nio.file.Path directory, BenchSetting setting);

        /// The store and its version, for the report.
        String description();
    }
}
