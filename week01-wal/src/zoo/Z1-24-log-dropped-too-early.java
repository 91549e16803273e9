/// id: Z1-24
/// title: the log is dropped before the checkpoint has its name
/// invariant: DUR
/// exercise: 1.12
/// seen: T-17 (a compaction that deletes its inputs before it writes its output)
/// target: dev.cairn.wal.map.CheckpointJob#writeFooter
/// target: dev.cairn.wal.map.CheckpointJob#giveName
/// target: dev.cairn.wal.map.CheckpointJob#drop
/// killer: dev.cairn.wal.map.CheckpointTest#a_power_cut_between_any_two_steps_loses_nothing
///
/// The checkpoint is complete and synced, so what it replaces can go, and a rename cannot fail. But between the two
/// the power can: the rows are in a temporary file then, which the next start removes as an orphan, and the log
/// that held them is gone.
///
/// The crash search of the students' lane sees it too, in about three seconds; and also a first form of it, which drops
/// and renames in one step, so that a cut between two steps cannot show it.
class CheckpointJob {
    private Next writeFooter() throws IOException {
        writer().append(CheckpointFormat.footer(sequence, rows.size()));
        if (file != null) {
            file.sync();
            file.close();
        }
        return then(Step.DROP);
    }

    private Next giveName() throws IOException {
        disk.rename(temporaryName(number), CheckpointFormat.NAMES.nameOf(number));
        disk.syncDirectory();
        outcome.complete(file == null ? 0 : file.size());
        return Job.done();
    }

    private Next drop() {
        whenNamed.accept(file == null ? 0 : file.size());
        return then(Step.NAME);
    }
}
