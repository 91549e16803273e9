package dev.cairn.backup;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Versions;
import dev.cairn.workbook.Exercise;

/// Makes a store of a [Backup], in a directory that is empty or missing: never over a store that is there.
///
/// | step | changes on disk | a crash just after it leaves |
/// |---|---|---|
/// | read every file of the backup, and compare it with `BACKUP` | nothing | the same |
/// | make the store ([NewStore]), each table a checked copy | half a copy | the same: no opening takes it |
/// | switch `CURRENT` | the store | the store |
///
/// The backup is only read, and any number of restores may be made of it.
///
/// Stateless.
public final class Restore {
    private Restore() {}

    /// Makes a store in `target` with the rows of `backup`.
    ///
    /// @throws StoreException.Refused if `backup` holds no backup, or `target` is not empty
    /// @throws StoreException.Corrupt if the backup is not what was written; nothing was changed then
    /// @throws StoreException.Locked if somebody else has the directory
    /// @throws StoreException.Failed if the operating system refuses something
    public static void run(Disk backup, Disk target, CopyProgress progress) {
        BackupList list = BackupList.read(backup);
        EmptyTarget.requireEmpty(target);
        run(backup, list, target, progress);
    }

    /// Reads the whole backup ([BackupList#requireWhole]), and what its manifest tells ([#stateOf]), before
    /// `target` is touched ([EmptyTarget#fill]); then makes the store ([NewStore#write]), each table of
    /// which is a copy ([#bring]).
    ///
    /// A table is read twice and everything else once: that is the total that `progress` is told
    /// ([BackupList#bytes], [BackupList#tableBytes]).
    @Exercise("3.16")
    private static void run(Disk backup, BackupList list, Disk target, CopyProgress progress) {
        Meter meter = new Meter(progress, list.bytes() + list.tableBytes());
        list.requireWhole(backup, meter);
        ManifestState state = stateOf(backup);
        EmptyTarget.fill(
                target, () -> NewStore.write(target, state, table -> bring(backup, list, table, target, meter)));
    }

    /// What the manifest of a backup tells, all of whose files are whole.
    private static ManifestState stateOf(Disk backup) {
        return ManifestRecovery.read(backup)
                .orElseThrow(() -> new StoreException.Corrupt(
                        backup.describe(Versions.CURRENT), 0, "the name of the manifest", "no such file"))
                .requireFiles(backup)
                .state();
    }

    /// Copies the file of `table`, under the name that it has in `backup` ([Checkpoint#nameIn]), and
    /// compares what was copied with `list` once more ([BackupList#of], [BackupList#requireCrc]): a device
    /// that gave the right bytes a minute ago may give others now.
    ///
    /// @throws StoreException.Corrupt if it is not what is listed
    @Exercise("3.16")
    private static void bring(Disk backup, BackupList list, TableFile table, Disk target, Meter meter) {
        String name = Checkpoint.nameIn(backup, table);
        BackupList.Listed listed = list.of(backup.describe(BackupList.NAME), name);
        int crc = FileCopy.copy(backup, name, listed.bytes(), target, meter);
        BackupList.requireCrc(backup.describe(name), listed, crc);
    }
}
