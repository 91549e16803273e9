/// id: Z3-45
/// title: the deepest level is left as it is
/// invariant: BOUND
/// exercise: 3.12
/// seen: rocksdb, why CompactRangeOptions has bottommost_level_compaction
/// target: dev.cairn.compaction.HandCompaction#rewrite
/// killer: dev.cairn.compaction.HandCompactionTest#what_no_merge_has_touched_in_the_deepest_level_is_written_once_more
///
/// A tombstone that came there while a snapshot needed it, or by a move, stays for ever: nothing is merged into a place
/// where nothing is written.
class HandCompaction {
    private Optional<CompactionPlan> rewrite(Version version, Goal reach) {
        return Optional.empty();
    }
}
