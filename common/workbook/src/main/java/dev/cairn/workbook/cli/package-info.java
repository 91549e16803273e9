/// `cairn learn`: the commands of the course, with a main of their own, so that a week that does not
/// compile does not stop them.
///
/// The few things they share with the other commands of `cairn` (exit codes, the one line of an error)
/// are written here again in short, because the modules that have them use the marks of this one.
@NullMarked
package dev.cairn.workbook.cli;

import org.jspecify.annotations.NullMarked;
