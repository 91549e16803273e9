package dev.cairn.lsm;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Versions;
import java.util.List;

/// A state of an [LsmStore] that lies in tables alone, and stays: no merge takes one of its tables from the
/// disk before this is closed. The store goes on meanwhile. What it writes from now on is not in here.
///
/// 1. It is the state after a whole number of batches, among them all that were acknowledged before it was
///    asked for.
/// 2. Nothing of it is in the log: the log number of [#state] is that of the store, and whoever goes on
///    from this state elsewhere begins a log of his own.
///
/// To be closed before the store: when that is closed, somebody else may own the directory. Closing it
/// twice is the same as once. Thread-safe.
public final class HeldState implements AutoCloseable {
    private final Disk disk;
    private final TableOptions options;
    private final Versions.Pin pin;

    private HeldState(Disk disk, TableOptions options, Versions.Pin pin) {
        this.disk = disk;
        this.options = options;
        this.pin = pin;
    }

    /// The state of `parts` now, of which nothing that must be in it is in memory only.
    ///
    /// @throws StoreException.Refused if a flush keeps rows in memory, and their log
    static HeldState of(StoreParts parts) {
        if (parts.log().isPresent() && parts.flushing().isSelective()) {
            throw new StoreException.Refused(
                    "a flush of the store in " + parts.disk().describe("")
                            + " keeps rows in memory, so no state of it lies in tables alone: open it with"
                            + " FlushPolicy.everythingToDisk()");
        }
        return new HeldState(
                parts.disk(), parts.tableOptions(), parts.versions().pin());
    }

    /// Where the tables are.
    public Disk disk() {
        return disk;
    }

    /// How the tables are read.
    public TableOptions tableOptions() {
        return options;
    }

    /// The tables by level, and the numbers to go on with.
    public ManifestState state() {
        return pin.state();
    }

    /// All tables, by level.
    public List<TableFile> tables() {
        return pin.version().tables().toList();
    }

    /// Lets the tables go.
    @Override
    public void close() {
        pin.close();
    }
}
