/// Real threads for tests: many of them, all waited for, and what holds for a store whatever becomes of them.
///
/// The doors are [dev.cairn.sim.contract.threads.Crowd] and [dev.cairn.sim.contract.threads.StarvedMachine].
@NullMarked
package dev.cairn.sim.contract.threads;

import org.jspecify.annotations.NullMarked;
