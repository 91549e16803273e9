/// Tests of the command that loads.
@NullMarked
package dev.cairn.engine.cli.growth;

import org.jspecify.annotations.NullMarked;
