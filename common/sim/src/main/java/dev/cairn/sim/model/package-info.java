/// Random histories of calls, run on a store and on its model side by side.
///
/// The door is [dev.cairn.sim.model.ModelRules], one of the groups of rules that
/// `dev.cairn.sim.KeyValueStoreContract` gathers.
@NullMarked
package dev.cairn.sim.model;

import org.jspecify.annotations.NullMarked;
