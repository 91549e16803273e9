/// id: Z3-163
/// title: the state of a backup is read when the target is begun
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Restore#run
/// killer: dev.cairn.backup.RestoreTest#a_manifest_that_is_whole_and_makes_no_state_is_told_before_anything_is_touched
///
/// Every file is as it is listed, so what can still go wrong? The list may be right and the manifest of another program.
class Restore {
    private static void run(Disk backup, BackupList list, Disk target, CopyProgress progress) {
        Meter meter = new Meter(progress, list.bytes() + list.tableBytes());
        list.requireWhole(backup, meter);
        EmptyTarget.fill(
                target, () -> NewStore.write(target, stateOf(backup), table -> bring(backup, list, table, target, meter)));
    }
}
