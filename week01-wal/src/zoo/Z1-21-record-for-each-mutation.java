/// id: Z1-21
/// title: each mutation of a batch is a record of its own
/// invariant: PREFIX
/// exercise: 1.8
/// seen: T-22 (a batch called atomic that is one log record for each operation)
/// target: dev.cairn.wal.commit.CommitTurn#record
/// killer: dev.cairn.wal.commit.CommitTurnTest#a_group_is_one_record_in_the_order_of_its_members
///
/// One record, one mutation: nothing could be simpler to read back, and there is still one sync for all. But a
/// record is what a crash keeps whole. A batch of two records may come back half: the money has left the one
/// account and not reached the other.
class CommitTurn {
    private Next record() {
        long sequence = batch.sequence();
        for (Mutation mutation : batch.mutations()) {
            commits.record(BatchFormat.encode(new BatchFormat.Batch(sequence, List.of(mutation))));
            sequence++;
        }
        return then(Step.SYNC);
    }
}
