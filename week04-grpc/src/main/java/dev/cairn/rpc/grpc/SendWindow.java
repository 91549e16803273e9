package dev.cairn.rpc.grpc;

import dev.cairn.common.check.Check;
import dev.cairn.workbook.Exercise;
import java.util.ArrayDeque;
import java.util.Queue;

/// How much of what was sent the other side has not yet taken in, and so how much more may be sent.
///
/// ```
///   sent       1  2  3  4  5  6  7
///   taken in   ─────────┘           acknowledged: 3
///   under way           └────────┘  4 to 7, together at most bytesMax
/// ```
///
/// Confined to one thread, or guarded by its owner.
final class SendWindow {
    /// What a message costs beside its bytes, so that endless empty ones do not fit either.
    static final int MESSAGE_OVERHEAD_BYTES = 64;

    private final long bytesMax;
    private final Queue<Long> underWay = new ArrayDeque<>();
    private long underWayBytes;
    private long acknowledged;

    /// A window with nothing under way.
    SendWindow(long bytesMax) {
        Check.argument(bytesMax > 0, "a window of %s bytes lets nothing through", bytesMax);
        this.bytesMax = bytesMax;
    }

    /// Takes a message of `bytes` into the window, if there is room: if its cost (`bytes` and
    /// [#MESSAGE_OVERHEAD_BYTES]) and that of what is under way are together not above `bytesMax`. A
    /// message that is larger than the whole window is taken when nothing else is under way: it would never
    /// be sent otherwise.
    ///
    /// @return whether it was taken; if not, nothing has changed
    @Exercise("4.15")
    boolean tryTake(int bytes) {
        long cost = (long) bytes + MESSAGE_OVERHEAD_BYTES;
        if (!underWay.isEmpty() && underWayBytes + cost > bytesMax) {
            return false;
        }
        underWay.add(cost);
        underWayBytes += cost;
        return true;
    }

    /// The other side has taken in `count` messages since the beginning: the oldest ones under way, which
    /// make room. A number that tells of nothing new is no harm.
    ///
    /// @return false, and nothing has changed, if that cannot be: fewer than it has said before, or more
    /// than were sent
    @Exercise("4.15")
    boolean acknowledge(long count) {
        long more = count - acknowledged;
        if (more < 0 || more > underWay.size()) {
            return false;
        }
        for (long i = 0; i < more; i++) {
            underWayBytes -= underWay.remove();
        }
        acknowledged = count;
        return true;
    }

    /// The cost of all that is under way.
    long underWayBytes() {
        return underWayBytes;
    }
}
