package dev.cairn.common.env;

/// Waiting that an interrupt neither ends nor gets lost in.
///
/// Thread-safe: there is no state.
final class Uninterrupted {
    private Uninterrupted() {}

    /// What `wait` returns in the end. A thread that is interrupted before or meanwhile is interrupted afterwards.
    static <T, E extends Exception> T await(Wait<T, E> wait) throws E {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
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

    /// A call that waits, and that can be begun anew when an interrupt has ended it.
    @FunctionalInterface
    interface Wait<T, E extends Exception> {
        /// Waits.
        T await() throws InterruptedException, E;
    }
}
