package dev.cairn.workbook.edition;

import dev.cairn.workbook.course.ExerciseId;

/// One method or constructor whose body is a student's work. Immutable.
///
/// @param id        its exercise; an exercise may have several holes
/// @param file      its source file, from the tree's root, with `/` between folders
/// @param type      its type, with the types around it: `Log.Segment`
/// @param signature its name and the types of its parameters: `append(Bytes,int)`
/// @param task      what its comment says, without the comment marks
/// @param body      its body, braces included
/// @param line      the line that its declaration begins on, from 1
/// @param done      whether there is more in the body than that it is not done yet
public record Hole(
        ExerciseId id, String file, String type, String signature, String task, String body, int line, boolean done) {

    /// Its name: `Log.Segment#append`.
    public String where() {
        return type + "#" + signature.substring(0, signature.indexOf('('));
    }

    /// What tells it from all other holes.
    public String key() {
        return file + " " + type + "#" + signature;
    }
}
