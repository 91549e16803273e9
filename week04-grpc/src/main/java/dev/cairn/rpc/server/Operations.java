package dev.cairn.rpc.server;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;

/// What an operator may ask of the store behind a server, as far as its engine can do it.
///
/// The calls return when the work is done, and so may take long; [StoreService] makes them on the thread
/// that asks. Thread-safe.
public interface Operations {
    /// What the store holds and has done.
    ///
    /// @throws StoreException.Refused if the engine keeps no figures
    Report stats();

    /// Writes what is in memory to a table.
    ///
    /// @return what came of it
    /// @throws StoreException.Refused if the engine has no tables
    Report flush();

    /// Merges the tables of `range`.
    ///
    /// @return what came of it
    /// @throws StoreException.Refused if the engine merges nothing
    Report compact(KeyRange range);

    /// Those of a store that has none: each is refused.
    static Operations none() {
        return new Operations() {
            @Override
            public Report stats() {
                throw refused("stats");
            }

            @Override
            public Report flush() {
                throw refused("flush");
            }

            @Override
            public Report compact(KeyRange range) {
                throw refused("compact");
            }
        };
    }

    private static StoreException.Refused refused(String operation) {
        return new StoreException.Refused(
                "the engine of this node has no operation \"" + operation + "\": ask a node that runs another engine");
    }
}
