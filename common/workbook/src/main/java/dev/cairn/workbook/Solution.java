package dev.cairn.workbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a private helper that exists only for the body of an [Exercise].
///
/// The student edition leaves the helper out altogether, so that it does not give the solution away.
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Solution {}
