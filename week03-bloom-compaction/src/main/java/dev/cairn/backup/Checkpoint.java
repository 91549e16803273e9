package dev.cairn.backup;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.workbook.Exercise;
import java.io.IOException;

/// A second store with the rows of the first, made while that is in use, and in no time: where the file
/// system has hard links, its tables are new names for files that are there.
///
/// ```
///   store       CURRENT ─► MANIFEST-000004 ─► 000007.sst   000009.sst    goes on: merges delete its names
///                                                  │            │
///                                             one file,    two names     no table is ever written again,
///                                                  │            │        so nobody notices the other
///   checkpoint  CURRENT ─► MANIFEST-000012 ─► 000007.sst   000009.sst    opens as any store
/// ```
///
/// 1. The checkpoint holds all that was acknowledged before it was begun, and of no batch a part.
/// 2. The store is not changed by it, but that what was in memory goes to a table. Each of the two may be
///    opened, written and deleted without the other.
/// 3. Damage in a table that they share is damage in both: a checkpoint is no backup ([Backup]).
/// 4. Until it is whole, no store is opened on it ([NewStore] has the steps). If it fails, nothing of it
///    stays but the directory and `LOCK`.
///
/// Stateless.
public final class Checkpoint {
    private Checkpoint() {}

    /// Makes a checkpoint of `store` in `target`, a directory that is empty or missing.
    ///
    /// @throws StoreException.Refused if the directory is not empty, or a flush of the store keeps rows in
    ///     memory
    /// @throws StoreException.Corrupt if a table that is copied has not the length that the manifest tells
    /// @throws StoreException.Locked if somebody else has the directory
    /// @throws StoreException.Failed if the operating system refuses something
    public static void make(LsmStore store, Disk target, CopyProgress progress) {
        try (HeldState held = store.hold()) {
            make(held, target, progress);
        }
    }

    /// As [#make(LsmStore, Disk, CopyProgress)], of a state that is held already and stays so.
    public static void make(HeldState held, Disk target, CopyProgress progress) {
        Meter meter = new Meter(progress, Backup.bytesOf(held));
        EmptyTarget.fill(
                target, () -> NewStore.write(target, held.state(), table -> bring(held.disk(), table, target, meter)));
    }

    /// Gives the file of `table` in `source` a second name in `target`, or copies it, where there are no
    /// links ([Disk#link] says how it tells). The name stays what it is in `source` ([#nameIn]), and
    /// `meter` is told of its bytes once. What `meter` throws, for its progress may, has nothing to do with
    /// links and is not caught.
    ///
    /// A table that is linked was synced when it was written; one that is copied is synced by
    /// [FileCopy#copy].
    ///
    /// @throws StoreException.Failed if the operating system refuses something else: action `link`, with the
    ///     file of `source`
    @Exercise("3.15")
    private static void bring(Disk source, TableFile table, Disk target, Meter meter) {
        String name = nameIn(source, table);
        try {
            source.link(name, target, name);
        } catch (UnsupportedOperationException _) {
            FileCopy.copy(source, name, table.bytes(), target, meter);
            return;
        } catch (IOException cause) {
            throw StoreException.Failed.of("link", source.describe(name), cause);
        }
        meter.add(table.bytes());
    }

    /// The name that the file of `table` has in `disk`.
    ///
    /// @throws StoreException.Failed if nobody can tell: action `look for`, with the file
    static String nameIn(Disk disk, TableFile table) {
        try {
            return TableNames.nameIn(disk, table.number());
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for", disk.describe(TableNames.nameOf(table.number())), cause);
        }
    }
}
