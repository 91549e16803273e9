package dev.cairn.lsm.merge;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.List;
import java.util.function.Function;

/// The entries of sorted, disjoint tables, one table behind the other. Only the table in which it stands is open.
///
/// ```
///   tables     │ a ... f │ h ... k │ m ... z │        opened, one at a time, when the cursor comes there
///   index           0         1         2             -1 or 3: off the end, nothing is open
/// ```
///
/// A table without entries would be passed over, whichever way the cursor goes.
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

    /// Moves to the first entry of the first table, or, if that has none, of the nearest table that has.
    @Override
    @Exercise("2.11")
    public boolean first() {
        return (open(0) && table.first()) || forward();
    }

    /// As [#first], from the other end.
    @Override
    @Exercise("2.11")
    public boolean last() {
        return (open(tables.size() - 1) && table.last()) || back();
    }

    /// Moves to the first entry at or after `target`. Only one table can have it: the first that ends at
    /// or after `target` ([Version#firstEndingAtOrAfter]). If that has no such entry after all, it is the first of
    /// the next.
    @Override
    @Exercise("2.11")
    public boolean seek(InternalKey target) {
        return (open(Version.firstEndingAtOrAfter(tables, target)) && table.seek(target)) || forward();
    }

    /// Moves one entry forward: in the table in which it stands, or else to the first entry of the next one.
    @Override
    @Exercise("2.11")
    public boolean next() {
        return table.next() || forward();
    }

    /// As [#next], the other way.
    @Override
    @Exercise("2.11")
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
    public long tag() {
        return table.tag();
    }

    @Override
    public void close() {
        table.close();
        table = EntryCursor.empty();
    }

    /// The first entry of the nearest table behind this one that has any.
    @Solution
    private boolean forward() {
        while (open(index + 1)) {
            if (table.first()) {
                return true;
            }
        }
        return false;
    }

    @Solution
    private boolean back() {
        while (open(index - 1)) {
            if (table.last()) {
                return true;
            }
        }
        return false;
    }

    /// Sees to it that the table with the index `next` is open, and no other. If it is open already, it stays so.
    /// Where there is no such table, none is open ([#close]), and [#index] says off which end the cursor ran.
    ///
    /// @return whether there is one
    @Exercise("2.11")
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
