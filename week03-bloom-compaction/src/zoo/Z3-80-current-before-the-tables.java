/// id: Z3-80
/// title: CURRENT is switched before the tables have come
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.NewStore#write
/// killer: dev.cairn.backup.CheckpointTest#the_steps_are_those_of_the_table
///
/// The manifest needs nothing but the state, so it can be written while the tables are on their way. A crash meanwhile leaves a
/// directory that says that it is a store, and has not all of its tables; and a step that fails has to be undone below a CURRENT.
class NewStore {
    static void write(Disk target, ManifestState state, Bringer bringer) {
        FileNumbers numbers = numbersAbove(state);
        long log = numbers.upcoming();
        sideFile(log).write(target);
        Log.create(target, SegmentNames.LOG, numbers, LOG).closeUnsynced();
        VersionEdit begun =
                VersionEdit.builder().logNumber(log).previousLogNumber(0).build();
        Versions.begin(target, numbers, state.with(begun), Versions.MANIFEST_BYTES_MAX, _ -> {})
                .close();
        state.version().tables().forEach(bringer::bring);
        syncNames(target);
    }
}
