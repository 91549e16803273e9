package dev.cairn.lsm.read;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.StoreException;
import org.jspecify.annotations.Nullable;

/// The cursor that a store hands out: it neither outlives its store nor goes on from a place that nobody knows.
///
/// 1. Where a move fails, the sources below stand wherever they had come. So the cursor stands nowhere then: whatever
///    needs a place throws that failure again, until [#first], [#last] or [#seek] has given it one.
/// 2. Once the store is closed, all but [#close] throws [StoreException.Closed], also where the rows are still in
///    memory.
/// 3. Bytes of a table that cannot be reached are [StoreException.Failed]. The JDK may tell of them some calls after
///    the one that met them, so this is the last place to look, and not the only one.
///
/// Confined to one thread.
public final class GuardedCursor implements Cursor {
    private final Cursor rows;
    private final Runnable requireOpen;
    private @Nullable Throwable failure;

    /// @param rows closed with this
    /// @param requireOpen throws [StoreException.Closed] if the store is closed
    public GuardedCursor(Cursor rows, Runnable requireOpen) {
        this.rows = rows;
        this.requireOpen = requireOpen;
    }

    @Override
    public boolean first() {
        requireOpen.run();
        try {
            return moved(rows.first());
        } catch (RuntimeException | Error thrown) {
            throw lost(thrown);
        }
    }

    @Override
    public boolean last() {
        requireOpen.run();
        try {
            return moved(rows.last());
        } catch (RuntimeException | Error thrown) {
            throw lost(thrown);
        }
    }

    @Override
    public boolean seek(Bytes key) {
        requireOpen.run();
        try {
            return moved(rows.seek(key));
        } catch (RuntimeException | Error thrown) {
            throw lost(thrown);
        }
    }

    @Override
    public boolean next() {
        requirePlace();
        try {
            return rows.next();
        } catch (RuntimeException | Error thrown) {
            throw lost(thrown);
        }
    }

    @Override
    public boolean previous() {
        requirePlace();
        try {
            return rows.previous();
        } catch (RuntimeException | Error thrown) {
            throw lost(thrown);
        }
    }

    @Override
    public boolean isOnRow() {
        return failure == null && rows.isOnRow();
    }

    @Override
    public Bytes key() {
        requirePlace();
        return rows.key();
    }

    /// Reading the value moves nothing: where it fails, the cursor stands on its row as before.
    @Override
    public Bytes value() {
        requirePlace();
        try {
            return rows.value();
        } catch (InternalError fault) {
            throw unreachable(fault);
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    private boolean moved(boolean isOnRow) {
        failure = null;
        return isOnRow;
    }

    /// Notes that the place is lost, and gives what is to be thrown.
    private RuntimeException lost(Throwable thrown) {
        failure = thrown;
        return again(thrown);
    }

    private void requirePlace() {
        requireOpen.run();
        Throwable before = failure;
        if (before != null) {
            throw again(before);
        }
    }

    /// An error is thrown here, and what is no error is given back.
    private static RuntimeException again(Throwable thrown) {
        return switch (thrown) {
            case InternalError fault -> unreachable(fault);
            case Error error -> throw error;
            case RuntimeException known -> known;
            default -> new IllegalStateException(thrown);
        };
    }

    private static StoreException.Failed unreachable(InternalError fault) {
        return new StoreException.Failed(
                "cannot read a table of the store: its bytes cannot be reached; was it cut, or does the device fail?",
                fault);
    }
}
