/// id: Z3-57
/// title: an output is closed and not synced
/// invariant: REC
/// exercise: 3.10
/// seen: the class of ALICE's findings: an entry before its data
/// target: dev.cairn.compaction.merge.OutputTable#finish
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#the_bytes_of_every_table_are_durable_before_the_next_is_begun_and_the_names_at_the_end
///
/// The file is complete and closed, and its name is made durable. To close a file makes nothing durable: after a power cut it
/// has its name, its length, and zeros; and the inputs are gone.
class OutputTable {
    TableFile finish() {
        try {
            TableSummary table = writer.finish();
            file.close();
            return new TableFile(number, table.bytes(), table.smallest(), table.largest());
        } catch (IOException cause) {
            throw failed("write", disk, number, cause);
        }
    }
}
