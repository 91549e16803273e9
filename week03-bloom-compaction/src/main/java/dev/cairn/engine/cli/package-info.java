/// The commands of the engine, and the engine itself on the command line.
@NullMarked
package dev.cairn.engine.cli;

import org.jspecify.annotations.NullMarked;
