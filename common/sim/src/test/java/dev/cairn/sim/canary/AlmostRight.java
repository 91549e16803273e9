package dev.cairn.sim.canary;

import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.contract.store.ForwardingKeyValueStore;

/// A right store, until a wrong one overrides the call that it gets wrong.
class AlmostRight implements ForwardingKeyValueStore {
    private final KeyValueStore right;

    AlmostRight(KeyValueStore right) {
        this.right = right;
    }

    @Override
    public final KeyValueStore store() {
        return right;
    }
}
