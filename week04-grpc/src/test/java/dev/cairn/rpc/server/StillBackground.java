package dev.cairn.rpc.server;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;

/// A background that does nothing of what it is given: what happens is what the caller does.
///
/// Immutable.
record StillBackground() implements Background {
    @Override
    public Handle start(Job job) {
        return () -> {};
    }

    @Override
    public void close() {}
}
