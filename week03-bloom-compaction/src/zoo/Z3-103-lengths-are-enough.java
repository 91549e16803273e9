/// id: Z3-103
/// title: only lengths are compared
/// invariant: LOUD
/// exercise: 3.16
/// seen: own
/// target: dev.cairn.backup.BackupList#requireWhole
/// killer: dev.cairn.backup.RestoreTest#a_damaged_table_is_named_with_both_checksums
///
/// It is quick, and finds what was cut. A bit that has turned over has not changed the length; it is found when half of the target is
/// written, or never.
class BackupList {
    void requireWhole(Disk backup, Meter meter) {
        files.forEach((name, listed) -> {
            String place = backup.describe(name);
            if (!isThere(backup, name)) {
                throw new StoreException.Corrupt(place, 0, "a file that " + NAME + " lists", "no such file");
            }
            long actual = FileCopy.length(backup, name);
            if (actual != listed.bytes()) {
                long end = Math.min(actual, listed.bytes());
                String expected = listed.bytes() + " bytes, as " + NAME + " lists";
                throw new StoreException.Corrupt(place, end, expected, actual + " bytes");
            }
        });
    }
}
