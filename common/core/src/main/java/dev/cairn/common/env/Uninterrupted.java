package dev.cairn.common.env;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waiting that an interrupt neither ends nor gets lost in.
///
/// Thread-safe: there is no state.
final class Uninterrupted {
    private Uninterrupted() {}

    /// What `future` completes with. A thread that is interrupted before or meanwhile is interrupted afterwards.
    static <T> T get(Future<T> future) throws ExecutionException {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
