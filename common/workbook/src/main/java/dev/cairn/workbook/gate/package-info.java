/// What must hold of the exercises of a tree, checked in every build: [CourseGate][dev.cairn.workbook.gate.CourseGate]
/// compares marks, pages and tests, [PublicDoor][dev.cairn.workbook.gate.PublicDoor] the edition's classes with the
/// reference's.
@NullMarked
package dev.cairn.workbook.gate;

import org.jspecify.annotations.NullMarked;
