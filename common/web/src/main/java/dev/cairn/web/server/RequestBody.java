package dev.cairn.web.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A request's body while it comes. It takes from the budget what it holds, as it comes: a length that was
/// only announced costs nothing, so that nobody can take all of the budget by announcing.
///
/// Confined to the thread of its connection, but for [#release].
final class RequestBody {
    private static final int FIRST_BYTES = 1024;

    private final long announced;
    private final int max;
    private final Budget budget;
    private byte[] bytes = new byte[0];
    private int length;

    /// @param announced its length, or [RequestHead#UNKNOWN]
    /// @param max the longest that is taken
    /// @throws WebFailure if it is announced to be longer
    RequestBody(long announced, int max, Budget budget) {
        this.announced = announced;
        this.max = max;
        this.budget = budget;
        if (announced > max) {
            throw tooLarge();
        }
    }

    /// The next part.
    ///
    /// @throws WebFailure if it is too long now, or there is no room for it
    void add(ByteBuf part) {
        int size = part.readableBytes();
        if (size > max - length) {
            throw tooLarge();
        }
        if (length + size > bytes.length) {
            grow(length + size);
        }
        part.readBytes(bytes, length, size);
        length += size;
    }

    private void grow(int needed) {
        long most = announced == RequestHead.UNKNOWN ? max : announced;
        int capacity = (int) Math.min(most, Math.max(needed, Math.max(FIRST_BYTES, 2L * bytes.length)));
        if (!budget.tryTake(capacity - bytes.length)) {
            throw new WebFailure(
                    429,
                    "BUSY",
                    "too many bytes are on their way to this node at once: send them again in a moment",
                    Map.of("retry-after", "1"));
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    /// All of it; nothing is added after that.
    Bytes whole() {
        return length == bytes.length ? Bytes.wrap(bytes) : Bytes.copyOf(bytes, 0, length);
    }

    /// Gives back what it took. Once.
    void release() {
        budget.give(bytes.length);
    }

    private WebFailure tooLarge() {
        return new WebFailure(
                413, "TOO_LARGE", "the body is longer than " + max + " bytes, the most that is taken", Map.of());
    }

    /// How many bytes may be held at the same time, by all together.
    ///
    /// Thread-safe.
    static final class Budget {
        private final AtomicLong left;

        Budget(long bytes) {
            this.left = new AtomicLong(bytes);
        }

        /// Takes that many, if there are.
        boolean tryTake(long bytes) {
            long before = left.get();
            while (before >= bytes) {
                if (left.compareAndSet(before, before - bytes)) {
                    return true;
                }
                before = left.get();
            }
            return false;
        }

        /// Gives back what was taken.
        void give(long bytes) {
            left.addAndGet(bytes);
        }

        /// How many there are.
        long left() {
            return left.get();
        }
    }
}
