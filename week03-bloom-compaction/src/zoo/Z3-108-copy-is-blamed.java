/// id: Z3-108
/// title: the copy is blamed for the damage of the store
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.Backup#requireSound
/// killer: dev.cairn.backup.BackupTest#a_damaged_table_of_the_store_is_not_backed_up_in_silence
///
/// The message names a file that is removed the moment after. What must be mended is the store.
class Backup {
    private static void requireSound(HeldState held, TableFile table, String name, Disk target) {
        List<StoreException.Corrupt> damages = damages(target, table, name, held.tableOptions());
        if (!damages.isEmpty()) {
            throw damages.getFirst();
        }
    }
}
