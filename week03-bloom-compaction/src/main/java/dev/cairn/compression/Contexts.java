package dev.cairn.compression;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// What a native library needs to work, some hundred KiB each, kept for the next one who needs it: to
/// make one costs more than to unpack a block with it.
///
/// As many are made as are used at a time. One whose use has failed is not used again. Thread-safe.
final class Contexts<C extends Closeable> {
    private final Queue<C> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<C> maker;

    Contexts(Supplier<C> maker) {
        this.maker = maker;
    }

    /// What `work` returns, done with a context that nobody else has meanwhile.
    int use(ToIntFunction<C> work) {
        C taken = idle.poll();
        C context = taken == null ? maker.get() : taken;
        boolean isSound = false;
        try {
            int result = work.applyAsInt(context);
            isSound = idle.add(context);
            return result;
        } finally {
            if (!isSound) {
                close(context);
            }
        }
    }

    /// Number of contexts that nobody uses.
    int idle() {
        return idle.size();
    }

    /// Frees those that nobody uses.
    void free() {
        for (C each = idle.poll(); each != null; each = idle.poll()) {
            close(each);
        }
    }

    private static void close(Closeable context) {
        try {
            context.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
