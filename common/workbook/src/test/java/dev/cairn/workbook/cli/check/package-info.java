/// Tests of what a check tells a person.
@NullMarked
package dev.cairn.workbook.cli.check;

import org.jspecify.annotations.NullMarked;
