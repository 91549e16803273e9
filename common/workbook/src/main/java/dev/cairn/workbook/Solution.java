package dev.cairn.workbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a member of a type (method, field, nested type) that exists only for the bodies of the [Exercise]s in its
/// file.
///
/// The student edition leaves the helper out altogether, so that it does not give the solution away.
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD, ElementType.TYPE})
public @interface Solution {}
