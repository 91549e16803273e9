/// What the book says of each exercise: the pages of docs/weeks, read as data. The door is
/// [Course][dev.cairn.workbook.course.Course].
@NullMarked
package dev.cairn.workbook.course;

import org.jspecify.annotations.NullMarked;
