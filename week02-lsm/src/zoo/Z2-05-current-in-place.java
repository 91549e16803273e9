/// id: Z2-05
/// title: CURRENT is rewritten in place
/// invariant: REC
/// exercise: 2.9
/// seen: leveldb issue 195, commit 8415f00
/// target: dev.cairn.lsm.version.CurrentFile#point
/// killer: dev.cairn.lsm.version.ManifestTest#whichever_call_of_a_switch_fails_current_names_a_whole_manifest_after_any_power_cut
///
/// It is a file of sixteen bytes, so why make another one? Because a file cannot be replaced by writing to it. After
/// it was deleted and before its new bytes are durable, a power cut leaves an empty file, or none, and the store has
/// no beginning, though every table of it is whole.
class CurrentFile {
    static void point(Disk disk, long number) {
        try {
            if (disk.exists(NAME)) {
                disk.delete(NAME);
            }
            try (AppendFile file = disk.create(NAME)) {
                file.append(Bytes.utf8(Manifest.NAMES.nameOf(number) + "\n").asBuffer());
                file.sync();
            }
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("switch", disk.describe(NAME), cause);
        }
    }
}
