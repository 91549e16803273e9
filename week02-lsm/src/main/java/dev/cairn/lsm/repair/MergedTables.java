package dev.cairn.lsm.repair;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableSummary;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes sorted entries as tables that do not overlap, each durable as soon as it is finished; their names are not.
///
/// An entry that comes twice, because two sources have it, is written once. A new table begins where one is long
/// enough and another user key comes, so that no key is in two.
///
/// Confined to one thread.
final class MergedTables {
    private static final long TABLE_BYTES = 16L << 20;

    private final Disk disk;
    private final TableOptions options;
    private final FileNumbers numbers;
    private final Repair.Progress progress;
    private final long tableBytes;
    private final List<TableFile> tables = new ArrayList<>();
    private long entries;
    private @Nullable InternalKey last;

    MergedTables(Disk disk, TableOptions options, FileNumbers numbers, Repair.Progress progress) {
        this(disk, options, numbers, progress, TABLE_BYTES);
    }

    /// @param options how tables are written
    /// @param tableBytes the length from which on a table ends with the next user key
    MergedTables(Disk disk, TableOptions options, FileNumbers numbers, Repair.Progress progress, long tableBytes) {
        this.disk = disk;
        this.options = options;
        this.numbers = numbers;
        this.progress = progress;
        this.tableBytes = tableBytes;
    }

    /// The tables for all entries of `source`.
    ///
    /// @throws StoreException.Failed if the disk refuses
    List<TableFile> write(EntryCursor source) {
        for (boolean isOn = source.first(); isOn; ) {
            isOn = writeOne(source, numbers.next());
        }
        return tables;
    }

    /// Number of entries written.
    long entries() {
        return entries;
    }

    /// Writes one table, from the entry on which `source` stands.
    ///
    /// @return whether there are more entries
    private boolean writeOne(EntryCursor source, long number) {
        String name = TableNames.nameOf(number);
        try (AppendFile file = disk.create(name)) {
            TableWriter writer = new TableWriter(file, options);
            boolean isOn = true;
            while (isOn && !isFull(writer, source)) {
                add(writer, source);
                isOn = source.next();
            }
            TableSummary summary = writer.finish();
            file.sync();
            tables.add(new TableFile(number, summary.bytes(), summary.smallest(), summary.largest()));
            progress.done(name, summary.bytes());
            return isOn;
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", disk.describe(name), cause);
        }
    }

    private void add(TableWriter writer, EntryCursor source) throws IOException {
        InternalKey key = InternalKey.at(source);
        if (last == null || !key.equals(last)) {
            writer.add(source);
            last = key;
            entries++;
        }
    }

    private boolean isFull(TableWriter writer, EntryCursor source) {
        return writer.bytes() >= tableBytes
                && last != null
                && last.compareUserKeyTo(source.keyArray(), source.keyStart(), source.keyLength()) != 0;
    }
}
