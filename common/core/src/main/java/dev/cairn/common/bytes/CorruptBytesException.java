package dev.cairn.common.bytes;

/// Bytes that do not follow their format: where, what was expected, what was found.
///
/// The reader of a file turns this into a `StoreException.Corrupt`, which adds the name of the file and moves the
/// offset from the start of the bytes to the start of the file.
public final class CorruptBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String expected;
    private final String actual;

    /// @param offset bytes from the start of what was being decoded
    public CorruptBytesException(int offset, String expected, String actual) {
        super("at byte " + offset + ": expected " + expected + ", found " + actual);
        this.offset = offset;
        this.expected = expected;
        this.actual = actual;
    }

    /// Bytes from the start of what was being decoded.
    public int offset() {
        return offset;
    }

    /// What the format asks for at [#offset].
    public String expected() {
        return expected;
    }

    /// What stood there instead.
    public String actual() {
        return actual;
    }

    /// The same failure, told by whoever holds the decoded bytes `bytes` further behind in bytes of its own.
    public CorruptBytesException movedBy(int bytes) {
        return new CorruptBytesException(offset + bytes, expected, actual);
    }
}
