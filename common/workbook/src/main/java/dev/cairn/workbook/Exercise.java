package dev.cairn.workbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method or constructor, or all methods of a type, that a student writes.
///
/// The student edition keeps the signature and the Javadoc, which is the task, and empties the body.
/// The mark exists in the source only: no class file and no running program knows of it.
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface Exercise {

    /// The exercise's id: the week, a dot, and its number within the week, as in `"2.4"`.
    String value();
}
