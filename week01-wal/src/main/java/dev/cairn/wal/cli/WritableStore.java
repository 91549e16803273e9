package dev.cairn.wal.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import java.util.List;

/// An open store, as a command that writes sees it.
public interface WritableStore extends ReadableStore {
    /// The store itself.
    KeyValueStore store();

    /// The same store, for writes that are submitted and acknowledged later.
    StoreCore core();

    @Override
    default ReadView rows() {
        return store();
    }

    /// What [#perform] can do.
    List<Engine.Operation> operations();

    /// Does what one of the [#operations] names, and says what came of it. Another name is a bug of the caller.
    Report perform(String operation);

    /// Merges what the tables hold of `range`, and says what that has brought.
    ///
    /// @throws StoreException.Refused if this store merges nothing
    default Report compact(KeyRange range) {
        throw new StoreException.Refused("nothing was merged: this needs the exercises of week 3");
    }
}
