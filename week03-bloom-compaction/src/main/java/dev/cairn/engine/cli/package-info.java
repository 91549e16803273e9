/// The engine on the command line: its commands, its tuning, and how it is put into the simulator and the
/// benchmark.
@NullMarked
package dev.cairn.engine.cli;

import org.jspecify.annotations.NullMarked;
