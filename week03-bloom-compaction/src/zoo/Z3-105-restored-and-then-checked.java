/// id: Z3-105
/// title: the store is made first, and the backup checked afterwards
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Restore#run
/// killer: dev.cairn.backup.RestoreTest#every_cut_of_every_file_is
///
/// It comes to the same if all is well. If not, a store is there: with its CURRENT, and rows that nobody has vouched for.
class Restore {
    private static void run(Disk backup, BackupList list, Disk target, CopyProgress progress) {
        Meter meter = new Meter(progress, list.bytes() + list.tableBytes());
        ManifestState state = stateOf(backup);
        EmptyTarget.fill(
                target, () -> NewStore.write(target, state, table -> bring(backup, list, table, target, meter)));
        list.requireWhole(backup, meter);
    }
}
