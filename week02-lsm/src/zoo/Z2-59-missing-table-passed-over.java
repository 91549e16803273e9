/// id: Z2-59
/// title: a table that is missing is left out of the store
/// invariant: LOUD
/// exercise: 2.16
/// seen: trap T-33, a store that skips what it cannot read, with a warning
/// target: dev.cairn.lsm.version.ManifestRecovery#requireFiles
/// killer: dev.cairn.lsm.version.ManifestRecoveryTest#a_missing_table_is_corrupt
///
/// One table of a hundred is gone; better a store with ninety-nine than none. But nobody reads the warning, older values
/// of the lost rows come to light, and the next merge makes that last. Whoever wants what is left asks for a repair.
class ManifestRecovery {
    public ManifestRecovery requireFiles(Disk disk) {
        VersionEdit.Builder lost = VersionEdit.builder();
        for (int level = 0; level < Version.LEVELS; level++) {
            for (TableFile table : state.version().level(level)) {
                try {
                    requireTable(disk, table);
                } catch (StoreException.Corrupt missing) {
                    lost.delete(level, table.number());
                }
            }
        }
        requireLog(disk);
        return new ManifestRecovery(manifestNumber, state.with(lost.build()), edits, bytes, dropped);
    }
}
