/// Commands, run inside of a test: [dev.cairn.sim.contract.program.ProgramRun], or beside it:
/// [dev.cairn.sim.contract.program.ProgramProcess]; and what a test may ask of the machine:
/// [dev.cairn.sim.contract.program.Strictly].
@NullMarked
package dev.cairn.sim.contract.program;

import org.jspecify.annotations.NullMarked;
