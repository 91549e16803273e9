/// id: Z1-33
/// title: what is left of a segment that was being written again is not removed
/// invariant: REC
/// exercise: 1.11
/// target: dev.cairn.wal.map.MapOpening#isOrphan
/// killer: dev.cairn.wal.map.CheckpointTest#a_leftover_of_a_segment_that_was_written_again_is_removed
///
/// Checkpoints are written under a temporary name, and so is the side file: who thinks of the log, which is only
/// appended to? Each opening writes its newest segment again. If that is broken off once, the next one finds the name
/// taken, and so does each after it: the store never opens again.
class MapOpening {
    private static boolean isOrphan(String name, long firstKept) {
        String lasting = name.endsWith(".tmp") ? name.substring(0, name.length() - ".tmp".length()) : name;
        boolean isOurs = lasting.equals(SideFile.NAME)
                || CheckpointFormat.NAMES.numberIn(lasting).isPresent();
        boolean isCovered = SegmentNames.LOG.numberIn(name).orElse(firstKept) < firstKept
                || CheckpointFormat.NAMES.numberIn(name).orElse(firstKept) < firstKept;
        return isCovered || (isOurs && !lasting.equals(name));
    }
}
