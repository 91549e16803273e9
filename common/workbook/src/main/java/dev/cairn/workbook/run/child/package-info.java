/// The process in which tests run: what it is told, what it tells, and its main.
///
/// It needs nothing but the JDK and the JUnit Platform Launcher.
@NullMarked
package dev.cairn.workbook.run.child;

import org.jspecify.annotations.NullMarked;
