package dev.cairn.typed;

/// A row of a view was read as a type that it has not: the view, the key, and both types, in one line.
///
/// The row itself is as it was written, by another view of the same name or by a program with other types.
/// Nothing was changed.
public final class RowTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String view;
    private final String key;
    private final String expected;
    private final String found;

    /// @param view the name of the view
    /// @param key the key of the row, as text
    /// @param expected the type that was asked for
    /// @param found the type that is there, or why its bytes stand for none
    RowTypeException(String view, String key, String expected, String found, RuntimeException cause) {
        super(
                "view \"" + view + "\", key \"" + key + "\": expected a row of type " + expected + ", found " + found
                        + "; read it as what it is, or give the view another name",
                cause);
        this.view = view;
        this.key = key;
        this.expected = expected;
        this.found = found;
    }

    /// The name of the view.
    public String view() {
        return view;
    }

    /// The key of the row, as text.
    public String key() {
        return key;
    }

    /// The type that was asked for.
    public String expected() {
        return expected;
    }

    /// The type that is there, or why its bytes stand for none.
    public String found() {
        return found;
    }
}
