package dev.cairn.engine;

/// How the blocks of tables are packed.
public enum Compressing {
    /// They are not.
    NONE,
    /// By Snappy: fast, and every LevelDB reads it.
    SNAPPY,
    /// By Zstandard: smaller; LevelDB reads it from version 1.23 on, if it was built so.
    ZSTD
}
