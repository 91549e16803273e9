/// Tests of the engine's commands.
@NullMarked
package dev.cairn.engine.cli;

import org.jspecify.annotations.NullMarked;
