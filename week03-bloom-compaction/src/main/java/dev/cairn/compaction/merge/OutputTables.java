package dev.cairn.compaction.merge;

import dev.cairn.common.check.Check;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.CompactionRunner.Setting;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables that a merge writes, one behind the other.
///
/// 1. All versions of a user key are in one table. Were they in two, a compaction of the first alone
///    would take the newer ones a level deeper than the older ones, which would be found first from then
///    on.
/// 2. A table is durable before the next is begun; the names are durable before anybody learns of them.
///
/// Confined to one thread at a time.
final class OutputTables {
    private final Setting setting;
    private final long tableBytes;
    private final Grandparents grandparents;
    private final List<TableFile> finished = new ArrayList<>();
    private @Nullable OutputTable open;
    private long entries;
    private long bytes;

    /// @param tableBytes how long a table becomes, about
    OutputTables(Setting setting, long tableBytes, Grandparents grandparents) {
        this.setting = setting;
        this.tableBytes = tableBytes;
        this.grandparents = grandparents;
    }

    /// Writes the entry on which `entry` stands.
    ///
    /// If it is the first one of its user key (`isNewKey`), and only then, the table that is [#open] may
    /// end before it: [#finish], if its file has grown to [#tableBytes] or more, or if it overlaps with
    /// too much of the next level ([Grandparents#areTooManyBefore], which must be told of every new user
    /// key, whether a table is open, full, or none).
    ///
    /// If no table is open then, one is created under the next of [Setting#numbers], and the grandparents
    /// are told ([Grandparents#begin]).
    @Exercise("3.10")
    void add(EntryCursor entry, boolean isNewKey) {
        if (isNewKey) {
            boolean areTooMany = grandparents.areTooManyBefore(entry);
            if (open != null && (areTooMany || open.bytes() >= tableBytes)) {
                finish();
            }
        }
        if (open == null) {
            open = OutputTable.create(setting.disk(), setting.numbers().getAsLong(), setting.options());
            grandparents.begin();
        }
        open.add(entry);
    }

    /// Ends the table that is open, if one is, and makes its bytes durable.
    void finish() {
        OutputTable table = open;
        if (table != null) {
            entries += table.entries();
            keep(table.finish());
            open = null;
        }
    }

    /// Makes the names of all tables durable, if there are any.
    ///
    /// @throws StoreException.Failed if the disk refuses: action `sync`, with the directory
    void syncNames() {
        if (finished.isEmpty()) {
            return;
        }
        try {
            setting.disk().syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", setting.disk().describe(""), cause);
        }
    }

    /// The tables that are finished.
    List<TableFile> finished() {
        return finished;
    }

    /// Number of entries that were written.
    long entries() {
        return open == null ? entries : entries + open.entries();
    }

    /// Number of bytes that were written, as far as blocks are full.
    long bytes() {
        return open == null ? bytes : bytes + open.bytes();
    }

    /// Deletes all tables, the one that is open included, as well as that can be done. Afterwards there are
    /// none.
    void drop() {
        if (open != null) {
            open.drop();
            open = null;
        }
        finished.forEach(table -> OutputTable.delete(setting.disk(), table.number()));
        finished.clear();
    }

    private void keep(TableFile table) {
        Check.that(
                finished.isEmpty() || finished.getLast().largest().compareUserKeyTo(table.smallest()) < 0,
                "a user key is in one output, and %s is at the end of one and at the beginning of the next",
                table.smallest());
        finished.add(table);
        bytes += table.bytes();
    }
}
