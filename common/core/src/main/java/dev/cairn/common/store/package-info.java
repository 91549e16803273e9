/// The one interface of all seven weeks: a sorted map of byte strings with atomic batches, compare-and-set,
/// snapshots and cursors.
///
/// The door is [dev.cairn.common.store.KeyValueStore]. What it promises is executable:
/// `dev.cairn.sim.KeyValueStoreContract`, which every implementation passes.
@NullMarked
package dev.cairn.common.store;

import org.jspecify.annotations.NullMarked;
