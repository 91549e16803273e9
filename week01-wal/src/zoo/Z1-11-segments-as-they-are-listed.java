/// id: Z1-11
/// title: segments are replayed in the order in which the directory lists them
/// invariant: DUR
/// exercise: 1.5
/// seen: LevelDB's test MultipleLogFiles, T-36 (version 10 sorted before version 9)
/// target: dev.cairn.wal.Recovery#numbers
/// killer: dev.cairn.wal.RecoveryTest#more_than_ten_segments_come_back_in_the_order_of_their_numbers
///
/// On the machine at hand the names come sorted, and with six digits the order of names is that of numbers. No file
/// system promises it, and a seventh digit ends it: an older value then comes last, and wins.
class Recovery {
    public static List<Long> numbers(Disk disk, SegmentNames names, long first) {
        try {
            return disk.list().stream()
                    .map(names::numberIn)
                    .flatMapToLong(OptionalLong::stream)
                    .filter(number -> number >= first)
                    .boxed()
                    .toList();
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }
}
