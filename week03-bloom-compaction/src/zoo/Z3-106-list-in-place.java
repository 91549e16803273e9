/// id: Z3-106
/// title: the list is written under its own name
/// invariant: REC
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.BackupList#write
/// killer: dev.cairn.backup.BackupTest#its_list_comes_last_and_as_a_whole
///
/// A crash leaves half a list under the name that makes a directory a backup. Its sum tells that; but what could be told apart, never
/// finished and damaged since, is now one.
class BackupList {
    void write(Disk target) {
        try {
            try (AppendFile file = target.create(NAME)) {
                file.append(encode().asBuffer());
                file.sync();
            }
            target.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", target.describe(NAME), cause);
        }
    }
}
