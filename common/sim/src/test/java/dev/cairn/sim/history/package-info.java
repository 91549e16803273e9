/// Tests of the histories and of what judges them.
@NullMarked
package dev.cairn.sim.history;

import org.jspecify.annotations.NullMarked;
