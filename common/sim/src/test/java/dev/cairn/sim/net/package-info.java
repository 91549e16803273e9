/// Tests of the simulated network.
@NullMarked
package dev.cairn.sim.net;

import org.jspecify.annotations.NullMarked;
