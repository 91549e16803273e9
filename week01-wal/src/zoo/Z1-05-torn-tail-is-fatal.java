/// id: Z1-05
/// title: a torn tail keeps the store from opening
/// invariant: REC
/// exercise: 1.5
/// seen: samyama 1335, etcd 6378 and 6379, malachite 1434, T-06, T-26, T-41
/// target: dev.cairn.wal.Recovery.Replay#finish
/// killer: dev.cairn.wal.RecoveryTest#every_cut_of_the_newest_segment_leaves_a_prefix
///
/// Damage is damage, and to stop is the safe thing. But a kill in the middle of a write leaves half a record every
/// time, with no damaged disk and nothing lost that was promised. A store that every crash may lock up is repaired
/// by hand, and by people who then repair real damage in the same way.
class Replay {
    private long finish(String file, long size, ReadResult last, boolean isNewest) {
        return switch (last) {
            case ReadResult.End(long offset) -> offset;
            case ReadResult.TornTail(long _, long damageOffset, Damage damage) ->
                throw corrupt(file, damageOffset, damage);
            case ReadResult.Corrupt(long _, long damageOffset, Damage damage) ->
                throw corrupt(file, damageOffset, damage);
            case ReadResult.Whole _ -> throw new IllegalStateException("a record is not the end of a segment");
        };
    }
}
