/// id: Z3-05
/// title: a run that is over deletes its inputs, whoever reads them
/// invariant: SNAP
/// exercise: 3.10
/// seen: dain/leveldb 78; scylla 4051
/// target: dev.cairn.compaction.merge.MergeRun#close
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#a_run_that_gave_its_edit_deletes_nothing
///
/// The edit is durable, and no version that counts names the inputs. But a cursor that was opened before reads in a version
/// that does. Only who counts the readers of each version knows when a table has none.
class MergeRun {
    public void close() {
        entries.close();
        if (step != Step.OVER) {
            outputs.drop();
        } else {
            plan.inputs().forEach(input -> OutputTable.delete(setting.disk(), input.table().number()));
        }
    }
}
