package dev.cairn.workbook.zoo;

import dev.cairn.workbook.run.TestOutcome.Verdict;
import java.util.List;

/// What became of a mutant.
///
/// Immutable.
public sealed interface Fate {

    /// A test noticed it.
    ///
    /// @param killer `Class#method`
    /// @param how in which way the test ended
    /// @param millis how long that test took
    /// @param wasSearched whether it is another than the recorded one
    record Killed(String killer, Verdict how, long millis, boolean wasSearched) implements Fate {}

    /// No test noticed it.
    ///
    /// @param tests how many were tried
    record Survived(int tests) implements Fate {}

    /// It could not be made.
    record Broken(List<String> problems) implements Fate {}
}
