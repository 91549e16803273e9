/// id: Z3-87
/// title: every table is taken to be called .sst
/// invariant: MODEL
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.Checkpoint#bring
/// killer: dev.cairn.backup.CheckpointTest#a_table_that_another_leveldb_has_named_keeps_its_name
///
/// That is what we write. Since 2014 LevelDB writes .ldb, and a store that was taken over keeps such tables until they are merged.
class Checkpoint {
    private static void bring(Disk source, TableFile table, Disk target, Meter meter) {
        String name = TableNames.nameOf(table.number());
        try {
            source.link(name, target, name);
            meter.add(table.bytes());
        } catch (UnsupportedOperationException _) {
            FileCopy.copy(source, name, table.bytes(), target, meter);
        } catch (IOException cause) {
            throw StoreException.Failed.of("link", source.describe(name), cause);
        }
    }
}
