/// Runs the tests of one module in a process of its own, on a class path of our own making: the overlay.
///
/// | step | by |
/// |---|---|
/// | which modules there are, and what each needs | [ModuleLayout], from the POMs |
/// | their libraries | [Libraries], by Maven, once |
/// | their classes | [ModuleBuild], by the compiler within this process, only what changed |
/// | the tests | [TestRun], in a Java virtual machine that [dev.cairn.workbook.run.child.TestChild] is the main of |
///
/// The class path is [overlays] + [the modules' classes] + [libraries]: a folder with one mutated class, or the jar
/// of a week's reference solution, takes the place of what the modules have.
@NullMarked
package dev.cairn.workbook.run;

import org.jspecify.annotations.NullMarked;
