/// id: Z3-85
/// title: numbers go on from what the manifest tells
/// invariant: MODEL
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.NewStore#write
/// killer: dev.cairn.backup.CheckpointTest#its_numbers_are_above_those_of_tables_that_the_opening_has_just_written
///
/// The manifest says which number comes next, and says so in every edit but the first: an opening that writes tables tells of them in
/// the edit that begins the manifest, and of the next number only in the file. Here a log gets the number of a table.
class NewStore {
    static void write(Disk target, ManifestState state, Bringer bringer) {
        FileNumbers numbers = FileNumbers.from(state.nextFileNumber());
        long log = numbers.upcoming();
        sideFile(log).write(target);
        state.version().tables().forEach(bringer::bring);
        syncNames(target);
        Log.create(target, SegmentNames.LOG, numbers, LOG).closeUnsynced();
        VersionEdit begun =
                VersionEdit.builder().logNumber(log).previousLogNumber(0).build();
        Versions.begin(target, numbers, state.with(begun), Versions.MANIFEST_BYTES_MAX, _ -> {})
                .close();
    }
}
