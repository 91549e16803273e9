/// A check: the tests of exercises are run, judged by exercise, and told to a person or a program.
@NullMarked
package dev.cairn.workbook.cli.check;

import org.jspecify.annotations.NullMarked;
