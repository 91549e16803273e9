/// Stores that are wrong on purpose, and the proof that the contract notices each of them.
///
/// A test that cannot fail proves nothing. The door is [dev.cairn.sim.canary.WrongStore], one constant for each
/// mistake.
@NullMarked
package dev.cairn.sim.canary;

import org.jspecify.annotations.NullMarked;
