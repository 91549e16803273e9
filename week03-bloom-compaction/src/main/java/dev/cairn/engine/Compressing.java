package dev.cairn.engine;

/// How the blocks of tables are packed.
public enum Compressing {
    /// They are not.
    NONE,
    /// By Snappy: fast, and every LevelDB reads it.
    SNAPPY,
    /// By Zstandard: smaller, and only this store reads it among those that read LevelDB's tables.
    ZSTD
}
