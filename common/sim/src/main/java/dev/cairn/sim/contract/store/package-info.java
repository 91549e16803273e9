/// What tests build their own stores of: [dev.cairn.sim.contract.store.ForwardingStore].
@NullMarked
package dev.cairn.sim.contract.store;

import org.jspecify.annotations.NullMarked;
