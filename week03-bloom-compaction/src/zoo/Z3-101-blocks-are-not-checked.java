/// id: Z3-101
/// title: the blocks are copied and not looked at
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Backup#write
/// killer: dev.cairn.backup.BackupTest#a_damaged_table_of_the_store_is_not_backed_up_in_silence
///
/// The checksum of the file is right: it is that of the damaged file. The day on which the backup is needed is the day on which it is
/// read for the first time.
class Backup {
    private static void write(HeldState held, Disk target, Meter meter) {
        BackupList.Builder list = new BackupList.Builder();
        NewStore.write(target, held.state(), table -> {
            String name = Checkpoint.nameIn(held.disk(), table);
            list.add(name, table.bytes(), FileCopy.copy(held.disk(), name, table.bytes(), target, meter));
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
