/// id: Z2-07
/// title: a file number is used again
/// invariant: REC
/// exercise: 2.9
/// seen: rocksdb 7621, 7607
/// target: dev.cairn.lsm.version.FileNumbers#above
/// killer: dev.cairn.lsm.version.FileNumbersTest#a_file_of_any_kind_takes_its_number_for_good
///
/// The manifest says which number comes next, so why look at the directory? Because a table is written before the edit
/// that names it. After a crash in between the manifest knows nothing of the file, its number is given out again, and
/// the new file of that name meets the old one, or an edit that comes to light again names it.
class FileNumbers {
    public static FileNumbers above(long nextFileNumber, Disk disk) {
        return from(nextFileNumber);
    }
}
