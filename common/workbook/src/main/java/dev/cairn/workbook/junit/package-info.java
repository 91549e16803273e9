/// What makes a fresh edition green: every result of a test that has met an unfinished exercise becomes a skip that
/// names the exercise. JUnit and jqwik find the hooks as services; nothing needs to mention them.
@NullMarked
package dev.cairn.workbook.junit;

import org.jspecify.annotations.NullMarked;
