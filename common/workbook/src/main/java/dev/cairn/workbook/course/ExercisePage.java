package dev.cairn.workbook.course;

import java.util.List;

/// What the book says of one exercise. All texts are Markdown. Immutable.
///
/// @param file        the page, from the tree's root, with `/` between folders
/// @param minutes     how long it takes somebody who has followed the course so far
/// @param points      what it is worth when graded
/// @param needs       exercises that have to be done before
/// @param story       why it matters, where in the code, and what the store can do afterwards
/// @param predict     a question to answer before writing code
/// @param hints       three, each telling more: a nudge, the idea, a sketch
/// @param wrongAnswer what the tests print for plausible mistakes, and what it means
/// @param quiz        questions for afterwards, at least one
public record ExercisePage(
        ExerciseId id,
        String file,
        String title,
        int minutes,
        int points,
        List<ExerciseId> needs,
        String story,
        Question predict,
        List<String> hints,
        String wrongAnswer,
        List<Question> quiz) {

    /// How many hints there are for each exercise.
    public static final int HINTS = 3;

    public ExercisePage {
        needs = List.copyOf(needs);
        hints = List.copyOf(hints);
        quiz = List.copyOf(quiz);
    }

    /// A question with its answer. Immutable.
    public record Question(String question, String answer) {}
}
