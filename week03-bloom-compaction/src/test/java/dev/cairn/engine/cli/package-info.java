/// Tests of the engine on the command line.
@NullMarked
package dev.cairn.engine.cli;

import org.jspecify.annotations.NullMarked;
