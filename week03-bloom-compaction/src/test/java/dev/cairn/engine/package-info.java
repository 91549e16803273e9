/// Tests of the settings, of their file, and of the engine as one thing.
@NullMarked
package dev.cairn.engine;

import org.jspecify.annotations.NullMarked;
