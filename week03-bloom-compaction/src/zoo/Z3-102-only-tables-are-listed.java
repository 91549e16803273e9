/// id: Z3-102
/// title: only tables are listed
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Backup#write
/// killer: dev.cairn.backup.BackupTest#its_list_tells_of_every_other_file_but_the_lock
///
/// Rows are in tables. Which tables, says the manifest; and which manifest, says CURRENT.
class Backup {
    private static void write(HeldState held, Disk target, Meter meter) {
        BackupList.Builder list = new BackupList.Builder();
        NewStore.write(target, held.state(), table -> {
            String name = Checkpoint.nameIn(held.disk(), table);
            list.add(name, table.bytes(), FileCopy.copy(held.disk(), name, table.bytes(), target, meter));
            requireSound(held, table, name, target);
        });
        list.build().write(target);
    }
}
