package dev.cairn.wal.commit;

import dev.cairn.common.store.StoreException;
import dev.cairn.wal.commit.CommitRequest.Work;
import org.jspecify.annotations.Nullable;

/// Whether a [GroupCommit] takes what is asked for, and if not, why.
///
/// | it is | a write | what stands alone | the closing |
/// |---|---|---|---|
/// | open | is taken | is taken | is taken |
/// | broken: log and target may have come apart | `ReadOnly` | `ReadOnly` | is taken |
/// | closed | `Closed` | `Closed` | `Closed` |
///
/// What a machine without memory is to throw was made when it had some. Thread-safe.
final class CommitGate {
    private final StoreException starved =
            new StoreException.ReadOnly("the store", new OutOfMemoryError("there was no memory left"));
    private final StoreException unknownForWantOfMemory = unknown("there was no memory left", starved);
    private volatile boolean isClosed;
    private volatile @Nullable StoreException broken;

    /// Takes nothing any more.
    void close() {
        isClosed = true;
    }

    /// Takes nothing any more but the closing.
    ///
    /// @return what those are told in whose write `cause` struck
    StoreException breakDown(Throwable cause) {
        broken = starved;
        try {
            broken = new StoreException.ReadOnly("the store", cause);
            return unknown(cause.toString(), cause);
        } catch (RuntimeException | Error _) {
            return unknownForWantOfMemory;
        }
    }

    /// Whether a write would be taken now.
    boolean takesWrites() {
        return !isClosed && broken == null;
    }

    /// Refuses what is not taken as a request. What stands alone gets in, for the closing does; the rest of it asks
    /// [#refuseIfBroken] when its turn comes.
    void refuse(CommitRequest request) {
        if (isClosed) {
            throw new StoreException.Closed("the store");
        }
        if (!(request.work() instanceof Work.Alone)) {
            refuseIfBroken();
        }
    }

    /// Refuses if log and target may have come apart.
    void refuseIfBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    /// Refuses if a group might not get a number for each of its mutations. It has no more of them than an int counts.
    static void refuseWithoutNumbers(long lastSequence, long sequenceMax) {
        if (lastSequence > sequenceMax - Integer.MAX_VALUE) {
            throw new StoreException.Refused("sequence number " + lastSequence + " is taken, and the last there is is "
                    + sequenceMax + ": copy the rows into a new store");
        }
    }

    private static StoreException unknown(String why, Throwable cause) {
        return new StoreException.UnknownOutcome(
                "the write broke off (" + why + "); it may or may not be there when the store is next opened", cause);
    }
}
