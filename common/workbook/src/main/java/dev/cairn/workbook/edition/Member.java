package dev.cairn.workbook.edition;

import dev.cairn.workbook.course.ExerciseId;
import java.util.Optional;

/// A method, constructor, field or nested type, as it stands in a source file. Immutable.
///
/// @param type        the type it belongs to, with the types around it: `Log.Segment`
/// @param name        its name; for a constructor that of its type
/// @param signature   its name and, for methods, the types of its parameters: `append(Bytes,int)`
/// @param whole       from its comment to its end
/// @param declaration the same without the comment: from the first annotation or modifier
/// @param body        the braces and what is between them, for what has a body of statements
/// @param kept        within the body, a constructor's call of another one, which has to stay
/// @param exercise    the exercise that it is part of
/// @param solution    whether it exists only for the bodies of exercises
/// @param done        whether the body is more than the statement that it is not done yet
/// @param last        whether no member follows in its type but such as are solutions themselves
record Member(
        String type,
        String name,
        String signature,
        Span whole,
        Span declaration,
        Optional<Span> body,
        Optional<Span> kept,
        Optional<ExerciseId> exercise,
        boolean solution,
        boolean done,
        boolean last) {

    /// What tells it from all other members of its file, however the file has changed.
    String key() {
        return type + "#" + signature;
    }

    boolean isHole() {
        return exercise.isPresent() && body.isPresent() && !solution;
    }
}
