package dev.cairn.workbook;

/// Says that a program has reached the body of an exercise that nobody has written yet.
///
/// Making one is enough: it is noted in [Notes], so that the test that runs is skipped, wherever the exception
/// ends. It occurs in student editions only; the reference never makes one.
public final class NotDoneYet extends UnsupportedOperationException {
    private static final long serialVersionUID = 1;

    /// For the exercise with this id, as in `"2.4"`.
    public NotDoneYet(String id) {
        super(Notes.sentence(id));
        Notes.note(id);
    }
}
