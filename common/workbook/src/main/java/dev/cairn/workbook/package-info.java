/// The course machinery: the marks that turn the reference solution into exercises.
@NullMarked
package dev.cairn.workbook;

import org.jspecify.annotations.NullMarked;
