/// Tests of the crash search, and the canaries that it must notice.
@NullMarked
package dev.cairn.sim.crash;

import org.jspecify.annotations.NullMarked;
