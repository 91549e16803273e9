/// Commands, run inside of a test. The door is [dev.cairn.sim.contract.program.ProgramRun].
@NullMarked
package dev.cairn.sim.contract.program;

import org.jspecify.annotations.NullMarked;
