package dev.cairn.workbook.run;

/// Something that keeps the course machinery from its work, in a sentence for the person in front of it.
///
/// Immutable.
public final class CourseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Who can mend it.
    public enum Fault {
        /// The one who asked.
        REQUEST,
        /// Something around the program: a file, a right, Maven, the Java installation.
        ENVIRONMENT
    }

    private final Fault fault;

    private CourseException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /// The request cannot be met as it is.
    public static CourseException request(String message) {
        return new CourseException(Fault.REQUEST, message);
    }

    /// The machine or the tree is not as it should be.
    public static CourseException environment(String message) {
        return new CourseException(Fault.ENVIRONMENT, message);
    }

    /// The same, because of `cause`.
    public static CourseException environment(String message, Exception cause) {
        CourseException failure = new CourseException(Fault.ENVIRONMENT, message + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    /// Who can mend it.
    public Fault fault() {
        return fault;
    }
}
