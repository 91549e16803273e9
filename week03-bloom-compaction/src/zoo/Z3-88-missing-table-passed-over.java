/// id: Z3-88
/// title: a table that cannot be brought is passed over
/// invariant: LOUD
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.Checkpoint#bring
/// killer: dev.cairn.backup.CheckpointTest#whatever_call_fails_nothing_of_it_stays_and_the_next_attempt_succeeds
///
/// A table that cannot be linked is told nobody. The checkpoint is made, and the table is missing.
class Checkpoint {
    private static void bring(Disk source, TableFile table, Disk target, Meter meter) {
        String name = nameIn(source, table);
        try {
            source.link(name, target, name);
            meter.add(table.bytes());
        } catch (UnsupportedOperationException _) {
            FileCopy.copy(source, name, table.bytes(), target, meter);
        } catch (IOException _) {
            // The others come all the same.
        }
    }
}
