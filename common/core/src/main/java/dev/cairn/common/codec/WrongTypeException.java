package dev.cairn.common.codec;

/// A [Value] was read as another type than it has.
public final class WrongTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String actual;

    /// @param expected the type that was asked for
    /// @param actual the type that the value has
    public WrongTypeException(String expected, String actual) {
        super("expected a value of type " + expected + ", found one of type " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    /// The type that was asked for.
    public String expected() {
        return expected;
    }

    /// The type that the value has.
    public String actual() {
        return actual;
    }
}
