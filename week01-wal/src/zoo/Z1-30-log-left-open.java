/// id: Z1-30
/// title: an opening that fails at its last step leaves the log's file open
/// invariant: BOUND
/// exercise: 1.11
/// target: dev.cairn.wal.map.MapOpening#namePolicy
/// killer: dev.cairn.wal.map.LoggedMapOpeningTest#an_opening_that_cannot_name_the_policy_leaves_no_file_open
///
/// The failure goes on, and the lock is given back: the store is not open. Its log is, though, and nobody has it to
/// close it. Whoever tries again until the disk has room leaves an open file behind each time, until there are no
/// more to be had.
class MapOpening {
    private static void namePolicy(Disk disk, MapImage image, LoggedMapOptions options, Log log) {
        SideFile before = image.sideFile().orElse(new SideFile(MapImage.ENGINE, List.of()));
        SideFile after = before.with(log.segments().getLast().number(), options.sync(), image.firstKept());
        if (!after.equals(before)) {
            after.write(disk);
        }
    }
}
