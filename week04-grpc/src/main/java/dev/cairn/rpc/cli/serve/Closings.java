package dev.cairn.rpc.cli.serve;

import java.util.ArrayDeque;
import java.util.Deque;

/// What has been opened, to be closed in the other direction: all of it, whatever fails meanwhile.
///
/// Confined to one thread at a time. Closing twice is the same as once.
final class Closings implements AutoCloseable {
    private final Deque<Closing> opened = new ArrayDeque<>();

    /// Something to be done at the end, that fails with unchecked exceptions only.
    @FunctionalInterface
    interface Closing {
        /// Does it.
        void close();
    }

    /// Will be done before all that was added until now.
    void add(Closing closing) {
        opened.push(closing);
    }

    @Override
    public void close() {
        if (opened.isEmpty()) {
            return;
        }
        try (Closings _ = this) {
            opened.pop().close();
        }
    }
}
