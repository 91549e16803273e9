/// id: Z3-162
/// title: damage is told behind the end of the file
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.BackupList#requireWhole
/// killer: dev.cairn.backup.RestoreTest#a_file_of_another_length_is_told_where_the_shorter_one_ends
///
/// The list says how long the file is, so that is where it should end. There is nothing to look at there.
class BackupList {
    void requireWhole(Disk backup, Meter meter) {
        files.forEach((name, listed) -> {
            String place = backup.describe(name);
            if (!isThere(backup, name)) {
                throw new StoreException.Corrupt(place, 0, "a file that " + NAME + " lists", "no such file");
            }
            long actual = FileCopy.length(backup, name);
            if (actual != listed.bytes()) {
                long end = listed.bytes();
                String expected = listed.bytes() + " bytes, as " + NAME + " lists";
                throw new StoreException.Corrupt(place, end, expected, actual + " bytes");
            }
            requireCrc(place, listed, FileCopy.checksum(backup, name, actual, meter));
        });
    }
}
