/// id: Z3-84
/// title: a file system without links has no checkpoints
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.Checkpoint#bring
/// killer: dev.cairn.backup.CheckpointTest#where_there_are_none_the_tables_are_copied_and_synced
///
/// Links are what makes a checkpoint cheap, and on the machine of its author they always work. Onto another device there are none.
class Checkpoint {
    private static void bring(Disk source, TableFile table, Disk target, Meter meter) {
        String name = nameIn(source, table);
        try {
            source.link(name, target, name);
        } catch (IOException cause) {
            throw StoreException.Failed.of("link", source.describe(name), cause);
        }
        meter.add(table.bytes());
    }
}
