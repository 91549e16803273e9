/// What can still be read of a store that does not open, and how it becomes a store again.
///
/// The door is [dev.cairn.lsm.repair.Repair].
@NullMarked
package dev.cairn.lsm.repair;

import org.jspecify.annotations.NullMarked;
