package dev.cairn.lsm;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.map.SideFile;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.function.Predicate;

/// Files that a crash, or an attempt that failed, has left, and nobody needs. They are removed in this one place,
/// when a store is opened and before it is written to.
///
/// | file | is an orphan if |
/// |---|---|
/// | `CAIRN.tmp`, `000007.log.tmp`, `000007.dbtmp` | always |
/// | `000007.log` | its number is below the manifest's log number |
/// | `000007.sst`, `000007.ldb` | no version names it |
/// | `MANIFEST-000007` | `CURRENT` does not name it |
///
/// All other files are somebody else's and stay. Stateless.
final class Orphans {
    private static final String HALF_DONE = ".tmp";

    private Orphans() {}

    /// Removes what is half done, whatever the manifest says. It comes first, because what is done next may need
    /// the same names.
    ///
    /// @throws StoreException.Failed if the disk refuses
    static void removeHalfDone(Disk disk) {
        remove(disk, Orphans::isHalfDone);
    }

    /// Removes what the manifest of `versions`, which is durable, does not need.
    ///
    /// @throws StoreException.Failed if the disk refuses
    static void remove(Disk disk, Versions versions) {
        remove(disk, versions::isOrphan);
    }

    /// Removes the tables and segments numbered `first` or above, as well as that can be done: no manifest names
    /// one, and nothing is in the segments.
    static void removeFrom(Disk disk, long first) {
        try {
            remove(
                    disk,
                    name -> TableNames.numberIn(name).orElse(0) >= first
                            || SegmentNames.LOG.numberIn(name).orElse(0) >= first);
        } catch (StoreException _) {
            // The next opening that succeeds removes them.
        }
    }

    /// Whether `name` is that of the side file or of a segment of the log, with [#HALF_DONE] behind it.
    @Exercise("2.17")
    private static boolean isHalfDone(String name) {
        String lasting = name.endsWith(HALF_DONE) ? name.substring(0, name.length() - HALF_DONE.length()) : "";
        return lasting.equals(SideFile.NAME)
                || SegmentNames.LOG.numberIn(lasting).isPresent();
    }

    /// Removes every file whose name `isOrphan`.
    ///
    /// @throws StoreException.Failed if the disk refuses: action `look for orphans in`, with the directory, or
    ///     `remove the orphan`, with the file
    @Exercise("2.17")
    private static void remove(Disk disk, Predicate<String> isOrphan) {
        try {
            for (String name : disk.list()) {
                if (isOrphan.test(name)) {
                    remove(disk, name);
                }
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for orphans in", disk.describe(""), cause);
        }
    }

    @Solution
    private static void remove(Disk disk, String name) {
        try {
            disk.delete(name);
        } catch (IOException cause) {
            throw StoreException.Failed.of("remove the orphan", disk.describe(name), cause);
        }
    }
}
