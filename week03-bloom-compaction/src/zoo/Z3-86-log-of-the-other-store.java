/// id: Z3-86
/// title: the new manifest names the log of the old store
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.NewStore#write
/// killer: dev.cairn.backup.CheckpointTest#it_holds_what_was_acknowledged_before_it_was_begun_also_what_only_the_log_had
///
/// The state is taken over as it is, with the number of a log that stays where it was. An opening misses it.
class NewStore {
    static void write(Disk target, ManifestState state, Bringer bringer) {
        FileNumbers numbers = numbersAbove(state);
        long log = numbers.upcoming();
        sideFile(log).write(target);
        state.version().tables().forEach(bringer::bring);
        syncNames(target);
        Log.create(target, SegmentNames.LOG, numbers, LOG).closeUnsynced();
        VersionEdit begun =
                VersionEdit.builder().logNumber(log).previousLogNumber(0).build();
        Versions.begin(target, numbers, state, Versions.MANIFEST_BYTES_MAX, _ -> {})
                .close();
    }
}
