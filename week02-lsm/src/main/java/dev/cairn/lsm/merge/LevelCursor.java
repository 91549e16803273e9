package dev.cairn.lsm.merge;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.List;
import java.util.function.Function;

/// The entries of sorted, disjoint tables, one table behind the other. Only the table in which it stands is open.
///
/// Confined to one thread.
public final class LevelCursor implements EntryCursor {
    private final List<TableFile> tables;
    private final Function<TableFile, EntryCursor> opener;
    private int index;
    private EntryCursor table = EntryCursor.empty();

    private LevelCursor(List<TableFile> tables, Function<TableFile, EntryCursor> opener) {
        this.tables = tables;
        this.opener = opener;
    }

    /// A cursor over `tables`, which are sorted and disjoint.
    ///
    /// @param opener gives the cursor of a table, which is closed here
    public static LevelCursor over(List<TableFile> tables, Function<TableFile, EntryCursor> opener) {
        return new LevelCursor(tables, opener);
    }

    @Override
    public boolean first() {
        return (open(0) && table.first()) || forward();
    }

    @Override
    public boolean last() {
        return (open(tables.size() - 1) && table.last()) || back();
    }

    @Override
    public boolean seek(InternalKey target) {
        return (open(Version.firstEndingAtOrAfter(tables, target)) && table.seek(target)) || forward();
    }

    @Override
    public boolean next() {
        return table.next() || forward();
    }

    @Override
    public boolean previous() {
        return table.previous() || back();
    }

    @Override
    public boolean isOnEntry() {
        return table.isOnEntry();
    }

    @Override
    public byte[] keyArray() {
        return table.keyArray();
    }

    @Override
    public int keyStart() {
        return table.keyStart();
    }

    @Override
    public int keyLength() {
        return table.keyLength();
    }

    @Override
    public Bytes value() {
        return table.value();
    }

    @Override
    public void close() {
        table.close();
        table = EntryCursor.empty();
    }

    /// The first entry of the nearest table behind this one that has any.
    private boolean forward() {
        while (open(index + 1)) {
            if (table.first()) {
                return true;
            }
        }
        return false;
    }

    private boolean back() {
        while (open(index - 1)) {
            if (table.last()) {
                return true;
            }
        }
        return false;
    }

    /// Closes the table that is open and opens another, if there is one of that index.
    private boolean open(int next) {
        if (next < 0 || next >= tables.size()) {
            close();
            index = next;
            return false;
        }
        if (next != index || table == EntryCursor.empty()) {
            close();
            table = opener.apply(tables.get(next));
            index = next;
        }
        return true;
    }
}
