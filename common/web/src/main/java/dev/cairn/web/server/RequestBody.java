package dev.cairn.web.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import dev.cairn.workbook.Exercise;
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
    private int takenByWhole;

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

    /// Puts the bytes of the next part behind those that have come, and makes room for them first, by
    /// [#grow], where there is none. A part with which the body would be longer than the most that is taken
    /// is [#tooLarge], and nothing of it is kept. The part is read to its end; whose it is does not change.
    ///
    /// @throws WebFailure if it is too long now, or there is no room for it
    @Exercise("4.20")
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

    /// Makes the array longer, so that it has room for `needed` bytes in all, and takes from the budget
    /// what it has become longer by. If the budget has not so much, it is [#busy], and all stays as it was.
    ///
    /// The new length is twice the old one, but at least what is needed and at least [#FIRST_BYTES]: so a
    /// body that comes byte by byte is not copied for each of them. And it is at most the longest that the
    /// body can become: what was announced (whoever reads the socket takes no byte behind that for this
    /// body), or the most that is taken if nothing was. What was announced is no reason to take more before
    /// it comes.
    ///
    /// @param needed no more than the body can become
    @Exercise("4.20")
    private void grow(int needed) {
        long most = announced == RequestHead.UNKNOWN ? max : announced;
        int capacity = (int) Math.min(most, Math.max(needed, Math.max(FIRST_BYTES, 2L * bytes.length)));
        if (!budget.tryTake(capacity - bytes.length)) {
            throw busy();
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    /// All of it; nothing is added after that, and nothing of it is kept here but the room that it took.
    Bytes whole() {
        Bytes whole = length == bytes.length ? Bytes.wrap(bytes) : Bytes.copyOf(bytes, 0, length);
        takenByWhole = bytes.length;
        bytes = new byte[0];
        return whole;
    }

    /// Gives back what it took; a second time it gives back nothing.
    void release() {
        int taken = takenByWhole + bytes.length;
        takenByWhole = 0;
        bytes = new byte[0];
        if (taken > 0) {
            budget.give(taken);
        }
    }

    private static WebFailure busy() {
        return WebFailure.busy("too many bytes are on their way to this node at once: send them again in a moment");
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

        /// Takes that many, if there are, and says whether there were. Many threads take at the same time,
        /// and together they never get more than there is: to look and to take are one step.
        @Exercise("4.20")
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
        @Exercise("4.20")
        void give(long bytes) {
            left.addAndGet(bytes);
        }

        /// How many there are.
        long left() {
            return left.get();
        }
    }
}
