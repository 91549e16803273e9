/// What tests build their own stores of: [dev.cairn.sim.contract.store.ForwardingStore], or, with one
/// face only, [dev.cairn.sim.contract.store.ForwardingKeyValueStore].
@NullMarked
package dev.cairn.sim.contract.store;

import org.jspecify.annotations.NullMarked;
