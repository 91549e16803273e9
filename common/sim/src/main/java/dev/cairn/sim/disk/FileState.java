package dev.cairn.sim.disk;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A file frozen in one moment.
///
/// Immutable, but for the list of its remainders, which is kept once computed. Confined to one thread.
final class FileState implements NodeState {
    private final Content visible;
    private final Content durable;
    private final List<PendingWrite> pending;
    private final boolean isAllPending;
    private @Nullable CutLimits remaindersLimits;
    private List<Remainder> remainders = List.of();

    /// What a power cut left of a file.
    ///
    /// @param content the bytes that are there after it
    /// @param faults which kinds of loss it shows, as [dev.cairn.sim.Fault#bit]s
    /// @param how the choice in words, "" if nothing was pending
    record Remainder(Content content, int faults, Supplier<String> how) {}

    /// @param isAllPending whether `durable` with all of `pending` is `visible`
    FileState(Content visible, Content durable, List<PendingWrite> pending, boolean isAllPending) {
        this.visible = visible;
        this.durable = durable;
        this.pending = pending;
        this.isAllPending = isAllPending;
    }

    static FileState durable(Content content) {
        return new FileState(content, content, List.of(), true);
    }

    Content visible() {
        return visible;
    }

    Content durable() {
        return durable;
    }

    List<PendingWrite> pending() {
        return pending;
    }

    boolean isAllPending() {
        return isAllPending;
    }

    /// What a power cut may leave of it, simplest first, without repetition.
    List<Remainder> remainders(CutLimits limits) {
        if (!limits.equals(remaindersLimits)) {
            remainders = new FileCuts(this, limits).remainders();
            remaindersLimits = limits;
        }
        return remainders;
    }
}
