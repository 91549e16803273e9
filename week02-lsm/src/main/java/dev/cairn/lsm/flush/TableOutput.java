package dev.cairn.lsm.flush;

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
import java.util.Optional;
import java.util.function.Predicate;

/// The making of one table file. What calls it decides on the order of its steps.
///
/// What is written is an orphan until a version names it, which the next opening removes.
///
/// Confined to one thread at a time.
public final class TableOutput {
    private final Disk disk;
    private final long number;
    private final AppendFile file;

    private TableOutput(Disk disk, long number, AppendFile file) {
        this.disk = disk;
        this.number = number;
        this.file = file;
    }

    /// A new, empty file under the name of table `number`.
    public static TableOutput create(Disk disk, long number) {
        try {
            return new TableOutput(disk, number, disk.create(TableNames.nameOf(number)));
        } catch (IOException cause) {
            throw StoreException.Failed.of("create", describe(disk, number), cause);
        }
    }

    /// Writes those entries of `rows` that `isTaken` as a whole table; no entries are no table.
    ///
    /// @throws StoreException.Failed if the disk refuses: action `write`, with the file
    @Exercise("2.17")
    public Optional<TableFile> write(EntryCursor rows, TableOptions options, Predicate<EntryCursor> isTaken) {
        try {
            TableWriter writer = new TableWriter(file, options);
            for (boolean isOn = rows.first(); isOn; isOn = rows.next()) {
                if (isTaken.test(rows)) {
                    writer.add(rows);
                }
            }
            if (writer.entries() == 0) {
                return Optional.empty();
            }
            TableSummary table = writer.finish();
            return Optional.of(new TableFile(number, table.bytes(), table.smallest(), table.largest()));
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", describe(disk, number), cause);
        }
    }

    /// Makes the bytes durable.
    public void sync() {
        try {
            file.sync();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", describe(disk, number), cause);
        }
    }

    /// Makes the name durable.
    public void syncName() {
        try {
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", disk.describe(""), cause);
        }
    }

    /// Closes and deletes the file, whatever its state, as well as that can be done: what fails is no
    /// failure. No version may ever have named it.
    @Exercise("2.18")
    public void drop() {
        try {
            file.close();
        } catch (IOException _) {
            // It is of no use any more, closed or not.
        }
        try {
            disk.delete(TableNames.nameOf(number));
        } catch (IOException _) {
            // Then it is an orphan.
        }
    }

    /// Releases the file, which is finished.
    public void close() {
        try {
            file.close();
        } catch (IOException cause) {
            throw StoreException.Failed.of("close", describe(disk, number), cause);
        }
    }

    private static String describe(Disk disk, long number) {
        return disk.describe(TableNames.nameOf(number));
    }
}
