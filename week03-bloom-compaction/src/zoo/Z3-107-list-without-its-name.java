/// id: Z3-107
/// title: the name of the list is not made durable
/// invariant: DUR
/// exercise: 3.16
/// seen: pebble 077bb4f92
/// target: dev.cairn.backup.BackupList#write
/// killer: dev.cairn.backup.BackupTest#when_it_is_made_no_power_cut_takes_it_back
///
/// The command has said that the backup is made. A power cut takes the rename back, and there is none.
class BackupList {
    void write(Disk target) {
        try {
            try (AppendFile file = target.create(TEMPORARY_NAME)) {
                file.append(encode().asBuffer());
                file.sync();
            }
            target.rename(TEMPORARY_NAME, NAME);
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", target.describe(NAME), cause);
        }
    }
}
