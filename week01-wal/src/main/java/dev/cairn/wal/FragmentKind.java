package dev.cairn.wal;

/// What part of a record a fragment holds.
public enum FragmentKind {
    /// No fragment: space that was filled with zeros ahead of its use.
    ZERO(0),
    /// A whole record.
    FULL(1),
    /// The beginning of a record that goes on in the next block.
    FIRST(2),
    /// An inner part: both neighbours are in other blocks.
    MIDDLE(3),
    /// The end of a record.
    LAST(4);

    private static final FragmentKind[] ALL = values();

    /// Number of kinds.
    public static final int COUNT = ALL.length;

    private final int code;

    FragmentKind(int code) {
        this.code = code;
    }

    /// The byte on disk.
    public int code() {
        return code;
    }

    /// The kind whose byte on disk is `code`, which must be below [#COUNT].
    public static FragmentKind of(int code) {
        return ALL[code];
    }

    /// The kind of a fragment that begins a record or not, and ends it or not.
    public static FragmentKind of(boolean begins, boolean ends) {
        if (begins) {
            return ends ? FULL : FIRST;
        }
        return ends ? LAST : MIDDLE;
    }

    /// Whether a record begins with this fragment.
    public boolean begins() {
        return this == FULL || this == FIRST;
    }

    /// Whether a record ends with this fragment.
    public boolean ends() {
        return this == FULL || this == LAST;
    }
}
