/// The tree that a student works in, as the commands see it: its exercises, its pages, and how far the student is.
@NullMarked
package dev.cairn.workbook.cli.workspace;

import org.jspecify.annotations.NullMarked;
