/// id: Z3-154
/// title: the side file is written after the tables
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.NewStore#write
/// killer: dev.cairn.backup.CheckpointTest#the_steps_are_those_of_the_table
///
/// It comes before CURRENT, and that is what counts, is it not? Until it is there the directory holds tables and nothing that
/// tells of a log.
class NewStore {
    static void write(Disk target, ManifestState state, Bringer bringer) {
        FileNumbers numbers = numbersAbove(state);
        long log = numbers.upcoming();
        state.version().tables().forEach(bringer::bring);
        sideFile(log).write(target);
        syncNames(target);
        Log.create(target, SegmentNames.LOG, numbers, LOG).closeUnsynced();
        VersionEdit begun =
                VersionEdit.builder().logNumber(log).previousLogNumber(0).build();
        Versions.begin(target, numbers, state.with(begun), Versions.MANIFEST_BYTES_MAX, _ -> {})
                .close();
    }
}
