/// id: Z3-100
/// title: the list tells the checksum of whatever the copy is
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Backup#write
/// killer: dev.cairn.backup.BackupTest#what_it_lists_of_a_table_is_what_was_read_of_the_store
///
/// Reading the copy once more seems to be the better proof. But what has changed between the store and that reading is then what the
/// list calls right.
class Backup {
    private static void write(HeldState held, Disk target, Meter meter) {
        BackupList.Builder list = new BackupList.Builder();
        NewStore.write(target, held.state(), table -> {
            String name = Checkpoint.nameIn(held.disk(), table);
            FileCopy.copy(held.disk(), name, table.bytes(), target, meter);
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
}
