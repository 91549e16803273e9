/// id: Z2-06
/// title: CURRENT is renamed, and the directory is not synced
/// invariant: REC
/// exercise: 2.9
/// seen: pebble 077bb4f92, 4e1e327d1; rocksdb 10573
/// target: dev.cairn.lsm.version.CurrentFile#point
/// killer: dev.cairn.lsm.version.ManifestTest#when_the_switch_is_done_no_power_cut_takes_it_back
///
/// The bytes are synced, and the rename is atomic: what is missing? That the rename is durable. The manifest before is
/// removed next, and a power cut may take the rename back and leave the removal: CURRENT then names a file that is
/// gone.
class CurrentFile {
    static void point(Disk disk, long number) {
        String temporary = TEMPORARY_NAMES.nameOf(number);
        try {
            try (AppendFile file = disk.create(temporary)) {
                file.append(Bytes.utf8(Manifest.NAMES.nameOf(number) + "\n").asBuffer());
                file.sync();
            }
            disk.rename(temporary, NAME);
        } catch (IOException cause) {
            throw StoreException.Failed.of("switch", disk.describe(NAME), cause);
        }
    }
}
