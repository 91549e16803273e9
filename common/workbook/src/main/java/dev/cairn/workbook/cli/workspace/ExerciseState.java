package dev.cairn.workbook.cli.workspace;

/// How far an exercise is.
public enum ExerciseState {
    /// Nothing is written in it.
    TO_DO("to do"),
    /// Something is written that has not been checked since.
    WRITTEN("not checked"),
    /// A test of it fails.
    FAILS("FAILS"),
    /// No test of it can tell before another exercise is done.
    WAITS("waits"),
    /// Its tests pass, as far as they can run.
    PASSES("passes");

    private final String words;

    ExerciseState(String words) {
        this.words = words;
    }

    /// The state in a word or two.
    public String words() {
        return words;
    }
}
