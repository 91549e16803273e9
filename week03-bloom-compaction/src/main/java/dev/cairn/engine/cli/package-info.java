/// The engine on the command line, and how it is put into the simulator.
@NullMarked
package dev.cairn.engine.cli;

import org.jspecify.annotations.NullMarked;
