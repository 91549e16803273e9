/// The simulation kit: worlds that own time, chance, disk and network, and the checkers
/// that judge what happened in them.
@NullMarked
package dev.cairn.sim;

import org.jspecify.annotations.NullMarked;
