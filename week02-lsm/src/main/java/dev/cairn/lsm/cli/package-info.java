/// The LSM store on the command line: the engine of `cairn db`, and how it is put into the simulator.
@NullMarked
package dev.cairn.lsm.cli;

import org.jspecify.annotations.NullMarked;
