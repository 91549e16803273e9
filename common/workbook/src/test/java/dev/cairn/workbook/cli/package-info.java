/// Tests of `cairn learn` as a student calls it, on a small course.
@NullMarked
package dev.cairn.workbook.cli;

import org.jspecify.annotations.NullMarked;
