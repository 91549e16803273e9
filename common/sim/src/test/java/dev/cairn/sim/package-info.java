/// Tests of the simulation kit, and the canaries that its oracles must notice.
@NullMarked
package dev.cairn.sim;

import org.jspecify.annotations.NullMarked;
