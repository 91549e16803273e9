/// What makes a fresh edition green: every result of a test that has met an unfinished exercise becomes a skip that
/// names the exercise. And what keeps one test from being put down to another: each begins uninterrupted. JUnit and
/// jqwik find all of it as services; nothing needs to mention them.
@NullMarked
package dev.cairn.workbook.junit;

import org.jspecify.annotations.NullMarked;
