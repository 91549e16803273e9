package dev.cairn.backup;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.workbook.Exercise;
import java.util.List;

/// A copy of a store, made while that is in use, which shares no byte with it and was read to its last byte
/// before it is called a backup.
///
/// It is a store of its own ([NewStore] has the steps) and one file more, `BACKUP` ([BackupList]), which
/// lists the others with lengths and checksums. That file is made last: a directory without it is no
/// backup, whatever else is there.
///
/// 1. Each table is copied, and each block of the copy is compared with its checksum. A store with a
///    damaged table gets no backup that looks whole.
/// 2. What `BACKUP` says of a file is what was read of it in the store; so what has changed since is found
///    by [Restore].
/// 3. If it fails, nothing of it stays but the directory and `LOCK`.
///
/// A backup that is opened as a store and written to is no backup any more, and [Restore] says so.
///
/// Stateless.
public final class Backup {
    private Backup() {}

    /// Makes a backup of `store` in `target`, a directory that is empty or missing.
    ///
    /// @throws StoreException.Refused if the directory is not empty, or a flush of the store keeps rows in
    ///     memory
    /// @throws StoreException.Corrupt if something in the store is not what was written
    /// @throws StoreException.Locked if somebody else has the directory
    /// @throws StoreException.Failed if the operating system refuses something
    public static void make(LsmStore store, Disk target, CopyProgress progress) {
        try (HeldState held = store.hold()) {
            make(held, target, progress);
        }
    }

    /// As [#make(LsmStore, Disk, CopyProgress)], of a state that is held already and stays so.
    public static void make(HeldState held, Disk target, CopyProgress progress) {
        Meter meter = new Meter(progress, bytesOf(held));
        EmptyTarget.fill(target, () -> write(held, target, meter));
    }

    /// Sum of the lengths of the tables.
    static long bytesOf(HeldState held) {
        return held.tables().stream().mapToLong(TableFile::bytes).sum();
    }

    /// Makes the store ([NewStore#write]), each table of which is a copy ([FileCopy#copy]) that was checked
    /// ([#requireSound]); then the list of all its files, which makes it a backup ([BackupList#write]): the
    /// tables and the [#others]. `meter` is told of the bytes of tables alone.
    ///
    /// Of a table the list tells the checksum that [FileCopy#copy] has found, while it read the *store*:
    /// read from the copy, it would be that of whatever the copy is. Of the other files, which were made
    /// here, it is read.
    @Exercise("3.16")
    private static void write(HeldState held, Disk target, Meter meter) {
        BackupList.Builder list = new BackupList.Builder();
        NewStore.write(target, held.state(), table -> {
            String name = Checkpoint.nameIn(held.disk(), table);
            list.add(name, table.bytes(), FileCopy.copy(held.disk(), name, table.bytes(), target, meter));
            requireSound(held, table, name, target);
        });
        for (String name : others(target)) {
            if (!list.has(name)) {
                long bytes = FileCopy.length(target, name);
                list.add(name, bytes, FileCopy.checksum(target, name, bytes, new Meter(CopyProgress.none(), bytes)));
            }
        }
        list.build().write(target);
    }

    /// Reads every block of the copy of `table`, and compares it with its checksum and its order
    /// ([TableReader#verify]).
    ///
    /// If there is damage, the table in the store is read in the same way, and its damage is told: that is
    /// where somebody must do something. Only if the store's is sound, the damage is the copy's.
    ///
    /// @throws StoreException.Corrupt the first damage
    @Exercise("3.16")
    private static void requireSound(HeldState held, TableFile table, String name, Disk target) {
        List<StoreException.Corrupt> damages = damages(target, table, name, held.tableOptions());
        if (!damages.isEmpty()) {
            List<StoreException.Corrupt> earlier = damages(held.disk(), table, name, held.tableOptions());
            throw earlier.isEmpty() ? damages.getFirst() : earlier.getFirst();
        }
    }

    private static List<StoreException.Corrupt> damages(Disk disk, TableFile table, String name, TableOptions options) {
        try (TableReader reader = TableReader.open(disk, name, table.bytes(), options)) {
            return reader.verify();
        } catch (StoreException.Corrupt damage) {
            return List.of(damage);
        }
    }

    /// All that was made in `target`, tables as well: not `LOCK`, nor what was there before, and harmless, as
    /// `lost+found` on a new device.
    private static List<String> others(Disk target) {
        return EmptyTarget.names(target);
    }
}
