package dev.cairn.lsm.version;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.TailPolicy;
import java.io.IOException;

/// Who has begun a manifest, and so was the last to open the directory: each opening begins one.
///
/// The first edit of ours tells everything. LevelDB begins with the comparator and the tables, and tells the numbers in
/// a second edit. No mark of our own would do: LevelDB refuses what it does not know.
///
/// Stateless.
public final class ManifestOrigin {
    private ManifestOrigin() {}

    /// Whether manifest `number` begins as ours do.
    ///
    /// @throws StoreException.Failed if it cannot be read
    public static boolean isOurs(Disk disk, long number) {
        String name = Manifest.NAMES.nameOf(number);
        try (ReadFile file = disk.open(name)) {
            RecordReader records = new RecordReader(file, 0, file.size(), TailPolicy.ONE_RECORD_PER_SYNC);
            return records.next() instanceof ReadResult.Whole(Bytes payload, long _) && tellsAll(payload);
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    private static boolean tellsAll(Bytes record) {
        try {
            VersionEdit edit = VersionEditFormat.decode(record);
            return edit.logNumber().isPresent()
                    && edit.nextFileNumber().isPresent()
                    && edit.lastSequence().isPresent();
        } catch (CorruptBytesException _) {
            return false;
        }
    }
}
