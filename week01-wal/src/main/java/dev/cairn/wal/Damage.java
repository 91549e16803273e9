package dev.cairn.wal;

/// Why the bytes at some offset of a log are not a record.
public enum Damage {
    /// The file ends inside of a header.
    HEADER_CUT("a header of 7 bytes", "the end of the file"),
    /// The file ends inside of the data of a fragment.
    DATA_CUT("as much data as the header says", "the end of the file"),
    /// The length in a header points past the end of its block.
    LENGTH_PAST_BLOCK("a length that ends within the block", "a longer one"),
    /// The checksum in a header is not that of kind and data.
    CHECKSUM("the checksum that the header holds", "another one"),
    /// The kind in a header is none of those of the format.
    UNKNOWN_KIND("a fragment kind from 1 to 4", "another one"),
    /// Zeros where a header should be, with other bytes behind them.
    ZERO_GAP("a header", "zeros with other bytes behind them"),
    /// An inner or last fragment without a first one, or a first one in the midst of a record.
    OUT_OF_ORDER("the fragments of a record in their order", "one out of order"),
    /// A record was begun, and the file ends before its last fragment.
    RECORD_CUT("the last fragment of the record", "the end of the file");

    private final String expected;
    private final String actual;

    Damage(String expected, String actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /// What the format asks for, in words.
    public String expected() {
        return expected;
    }

    /// What was there instead, in words.
    public String actual() {
        return actual;
    }
}
