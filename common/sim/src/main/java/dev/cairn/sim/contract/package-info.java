/// What every `KeyValueStore` promises, as tests: one interface for each group of rules, one behaviour for each test.
///
/// The door is `dev.cairn.sim.KeyValueStoreContract`, which gathers the rules; a store's test extends that class
/// and fills in a [dev.cairn.sim.contract.StorePlace] and its [dev.cairn.sim.contract.StorePromises]. Nobody
/// implements a single group of rules alone.
@NullMarked
package dev.cairn.sim.contract;

import org.jspecify.annotations.NullMarked;
