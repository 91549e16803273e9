/// id: Z1-32
/// title: what a checkpoint covers is deleted before the checkpoint's name is durable
/// invariant: DUR
/// exercise: 1.11
/// seen: T-17 (a compaction that deletes its inputs before it writes its output)
/// target: dev.cairn.wal.map.MapOpening#removeOrphans
/// killer: dev.cairn.wal.map.CheckpointTest#what_covers_an_orphan_is_durable_before_the_orphan_is_deleted
///
/// The checkpoint is there, as everybody can see, so the segments before it are orphans. But the process that renamed
/// it may have died before it could sync the directory. If the power goes now, the deletions may be durable and the
/// name not: neither log nor checkpoint is left.
class MapOpening {
    private static void removeOrphans(Disk disk, long firstKept) {
        try {
            for (String name : disk.list()) {
                if (isOrphan(name, firstKept)) {
                    removeOrphan(disk, name);
                }
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for orphans in", disk.describe(""), cause);
        }
    }
}
