package dev.cairn.lsm.version;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.TableClosedException;
import dev.cairn.lsm.table.TableCounts;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// The readers of tables, each opened when it is first asked for, and open until no version names its table.
///
/// Opening and removing of one table exclude each other, so no reader is left behind for a file that is gone.
///
/// Thread-safe. Whoever asks by [#get] needs no pin on a version that names the table: he may meet a
/// [TableClosedException], and then asks the version that counts by then.
public final class OpenTables implements Version.TableSearch, AutoCloseable {
    private final Disk disk;
    private final TableOptions options;
    private final ConcurrentMap<Long, TableReader> readers = new ConcurrentHashMap<>();
    private final TableCounts counts = new TableCounts();
    private final LongAdder leftBehind = new LongAdder();
    private volatile boolean isClosed;

    private OpenTables(Disk disk, TableOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /// The tables in `disk`; none is open yet.
    public static OpenTables in(Disk disk, TableOptions options) {
        return new OpenTables(disk, options);
    }

    /// The reader of `table`, for whoever has a pin on a version that names it: so long it stays open.
    ///
    /// @throws StoreException.Closed if this is
    /// @throws StoreException.Corrupt if the file is gone, or is no table
    /// @throws StoreException.Failed if it cannot be opened
    public TableReader reader(TableFile table) {
        try {
            return readerOf(table);
        } catch (TableClosedException gone) {
            throw new StoreException.Corrupt(gone.file(), 0, "a table of the store", "no such file");
        }
    }

    /// @throws TableClosedException if the file is gone
    /// @throws StoreException as [#reader]
    @Override
    public Lookup get(TableFile table, InternalKey target) {
        return readerOf(table).get(target);
    }

    /// Closes the reader of `table`, if there is one, and deletes its file. This is what [Versions] does with a
    /// table that no version names any more.
    ///
    /// What cannot be deleted is an orphan, which the next opening removes: it is counted and nothing more. When
    /// this is closed, somebody else may own the directory: nothing is deleted.
    public void remove(TableFile table) {
        readers.compute(table.number(), (_, open) -> {
            try {
                if (open != null) {
                    open.close();
                }
                if (!isClosed) {
                    disk.delete(TableNames.nameIn(disk, table.number()));
                }
            } catch (IOException | StoreException _) {
                leftBehind.increment();
            }
            return null;
        });
    }

    /// Throws [StoreException.Closed] if this is closed.
    public void refuseIfClosed() {
        if (isClosed) {
            throw new StoreException.Closed("the store");
        }
    }

    /// Number of tables that are open.
    public int count() {
        return readers.size();
    }

    /// Counts what gets find and cost in these tables.
    public TableCounts counts() {
        return counts;
    }

    /// Number of files that could not be deleted.
    public long leftBehind() {
        return leftBehind.sum();
    }

    /// Closes all readers and deletes nothing. No cursor may be open.
    @Override
    public void close() {
        isClosed = true;
        List<StoreException> failures = new ArrayList<>();
        for (Long number : readers.keySet()) {
            try {
                close(number);
            } catch (StoreException failure) {
                failures.add(failure);
            }
        }
        failures.stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    /// Closes the reader of table `number`, if it is there: once, whoever else does it.
    private void close(long number) {
        readers.computeIfPresent(number, (_, open) -> {
            open.close();
            return null;
        });
    }

    private TableReader readerOf(TableFile table) {
        TableReader open = readers.get(table.number());
        return open == null ? opened(table) : open;
    }

    /// Whoever closes all meanwhile may have looked before the reader was there.
    private TableReader opened(TableFile table) {
        TableReader reader = readers.computeIfAbsent(table.number(), _ -> open(table));
        if (isClosed) {
            close(table.number());
        }
        refuseIfClosed();
        return reader;
    }

    private TableReader open(TableFile table) {
        refuseIfClosed();
        String written = TableNames.nameOf(table.number());
        try {
            String name = TableNames.nameIn(disk, table.number());
            if (!disk.exists(name)) {
                throw new TableClosedException(disk.describe(name));
            }
            return TableReader.open(disk, name, table.bytes(), options, counts);
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for", disk.describe(written), cause);
        }
    }
}
