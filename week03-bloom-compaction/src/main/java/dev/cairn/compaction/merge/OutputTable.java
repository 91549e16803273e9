package dev.cairn.compaction.merge;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableSummary;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.workbook.Exercise;
import java.io.IOException;

/// One table that is being written, entry by entry. Until a version names it, it is an orphan.
///
/// Confined to one thread at a time.
final class OutputTable {
    private final Disk disk;
    private final long number;
    private final AppendFile file;
    private final TableWriter writer;

    private OutputTable(Disk disk, long number, AppendFile file, TableWriter writer) {
        this.disk = disk;
        this.number = number;
        this.file = file;
        this.writer = writer;
    }

    /// A new, empty file under the name of table `number`. If nothing can write to it, it is closed and
    /// deleted.
    static OutputTable create(Disk disk, long number, TableOptions options) {
        AppendFile file = created(disk, number);
        try {
            return new OutputTable(disk, number, file, new TableWriter(file, options));
        } catch (RuntimeException | Error failure) {
            drop(disk, number, file);
            throw failure;
        }
    }

    private static AppendFile created(Disk disk, long number) {
        try {
            return disk.create(TableNames.nameOf(number));
        } catch (IOException cause) {
            throw failed("create", disk, number, cause);
        }
    }

    /// Adds the entry on which `entry` stands.
    void add(EntryCursor entry) {
        try {
            writer.add(entry);
        } catch (IOException cause) {
            throw failed("write", disk, number, cause);
        }
    }

    /// How far the file has grown, without the block that is being filled.
    long bytes() {
        return writer.bytes();
    }

    /// Number of entries that were added.
    long entries() {
        return writer.entries();
    }

    /// Ends the table: what is left of it is written ([TableWriter#finish]), its bytes are made durable
    /// ([AppendFile#sync]), and the file is released.
    ///
    /// The name is not durable yet: one sync of the directory does that for all outputs.
    ///
    /// @return the table as a version names it: its number, and what the summary says
    /// @throws StoreException.Failed if the disk refuses: action `write`, with the file ([#failed])
    @Exercise("3.10")
    TableFile finish() {
        try {
            TableSummary table = writer.finish();
            file.sync();
            file.close();
            return new TableFile(number, table.bytes(), table.smallest(), table.largest());
        } catch (IOException cause) {
            throw failed("write", disk, number, cause);
        }
    }

    /// Closes and deletes the file, whatever its state, as well as that can be done.
    void drop() {
        drop(disk, number, file);
    }

    private static void drop(Disk disk, long number, AppendFile file) {
        try {
            file.close();
        } catch (IOException _) {
            // It is of no use any more, closed or not.
        }
        delete(disk, number);
    }

    /// Deletes the file of table `number`, as well as that can be done. No version may ever have named it.
    static void delete(Disk disk, long number) {
        try {
            disk.delete(TableNames.nameOf(number));
        } catch (IOException _) {
            // Then it is an orphan, which the next opening removes.
        }
    }

    private static StoreException.Failed failed(String action, Disk disk, long number, IOException cause) {
        return StoreException.Failed.of(action, disk.describe(TableNames.nameOf(number)), cause);
    }
}
