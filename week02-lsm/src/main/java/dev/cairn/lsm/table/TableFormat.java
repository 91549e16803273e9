package dev.cairn.lsm.table;

/// The constants of sorted tables, which are LevelDB's (`doc/table_format.md` there, `docs/formats/table.md` here).
///
/// ```
///   | data block | ... | filter block? | metaindex block | index block | footer |
///   each block   | contents | type, 1 | masked CRC-32C of contents and type, 4 |
///   footer       | handle of the metaindex | handle of the index | zeros up to 40 bytes | magic, 8 |
///   handle       | offset | bytes of the contents |                     two varints
/// ```
///
/// All integers are little-endian.
public final class TableFormat {
    /// Behind each block: its type and its checksum.
    public static final int TRAILER_BYTES = 5;

    /// At the end of the file.
    public static final int FOOTER_BYTES = 48;

    /// The last eight bytes of the file.
    public static final long MAGIC = 0xdb4775248b80fb57L;

    /// Where the magic begins in the footer.
    public static final int MAGIC_OFFSET = 40;

    /// What stands before the name of a filter policy in the metaindex.
    public static final String FILTER_PREFIX = "filter.";

    private TableFormat() {}
}
