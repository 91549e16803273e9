/// id: Z3-104
/// title: a table is compared once, and copied afterwards
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Restore#bring
/// killer: dev.cairn.backup.RestoreTest#a_table_that_changes_after_it_was_checked_is_noticed_while_it_is_copied
///
/// The backup was whole a minute ago. What is copied is what the device gives now.
class Restore {
    private static void bring(Disk backup, BackupList list, TableFile table, Disk target, Meter meter) {
        String name = Checkpoint.nameIn(backup, table);
        BackupList.Listed listed = list.of(backup.describe(BackupList.NAME), name);
        int crc = FileCopy.copy(backup, name, listed.bytes(), target, meter);
    }
}
