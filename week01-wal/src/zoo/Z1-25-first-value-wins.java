/// id: Z1-25
/// title: of two values of a key the older one is recovered
/// invariant: DUR
/// exercise: 1.10
/// seen: T-12 (a log scanned as a table, oldest line first)
/// target: dev.cairn.wal.map.MapImage.Replay#accept
/// killer: dev.cairn.wal.map.MapImageTest#of_each_key_the_newest_mutation_counts
///
/// A lookup in a list of tables stops at the first hit, newest table first. A log is read the other way round, and
/// the habit of not overwriting what has been found keeps the oldest value of each key.
class Replay {
    @Override
    public void accept(LogPosition position, Bytes payload) {
        BatchFormat.Batch batch = decode(position, payload);
        if (batch.sequence() != sequence + 1) {
            throw corrupt(position, "sequence number " + (sequence + 1), Long.toString(batch.sequence()));
        }
        batch.mutations().forEach(mutation -> newest.putIfAbsent(mutation.key(), mutation));
        sequence = batch.lastSequence();
    }
}
