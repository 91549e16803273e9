/// Everything that a store needs of the machine, as seams: files, time, background work, chance.
///
/// Nothing outside this package opens a file, reads a clock, starts a thread or draws a random number on its own.
/// In production the seams are filled by [dev.cairn.common.env.Env#real]; in a simulation by `dev.cairn.sim.World`,
/// which makes a whole run a function of one seed.
///
/// A thread that is inside a file operation must never be interrupted: an interrupt closes a `FileChannel` under
/// every thread that uses it. The real implementations shield their operations from interrupts of the calling
/// thread.
@NullMarked
package dev.cairn.common.env;

import org.jspecify.annotations.NullMarked;
