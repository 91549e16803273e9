/// Tests of the simulated disk.
@NullMarked
package dev.cairn.sim.disk;

import org.jspecify.annotations.NullMarked;
