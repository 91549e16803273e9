/// The pages of `docs`, read by tests: what a page says is what the code does.
///
/// The door is [dev.cairn.sim.docs.FormatPage].
@NullMarked
package dev.cairn.sim.docs;

import org.jspecify.annotations.NullMarked;
