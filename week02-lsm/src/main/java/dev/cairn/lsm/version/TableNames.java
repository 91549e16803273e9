package dev.cairn.lsm.version;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.SegmentNames;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/// How the files of tables are called: `000007.sst`, which every LevelDB reads and which is what is written
/// here, or `000007.ldb`, as LevelDB has called them since 2014.
///
/// Stateless.
public final class TableNames {
    private static final SegmentNames SST = new SegmentNames("", ".sst");
    private static final SegmentNames LDB = new SegmentNames("", ".ldb");

    private TableNames() {}

    /// The name under which table `number` is written.
    public static String nameOf(long number) {
        return SST.nameOf(number);
    }

    /// The names under which table `number` may be found.
    public static List<String> namesOf(long number) {
        return List.of(SST.nameOf(number), LDB.nameOf(number));
    }

    /// The number in `name`, or empty if it is not the name of a table.
    public static OptionalLong numberIn(String name) {
        OptionalLong number = SST.numberIn(name);
        return number.isPresent() ? number : LDB.numberIn(name);
    }

    /// Whether there is a table in `disk`.
    ///
    /// @throws StoreException.Failed if it cannot be listed
    public static boolean isAnyIn(Disk disk) {
        try {
            return disk.list().stream().anyMatch(name -> numberIn(name).isPresent());
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }

    /// The name under which table `number` is to be found in `disk`: the one that is there, and if neither is,
    /// the one under which it would be written.
    public static String nameIn(Disk disk, long number) throws IOException {
        String foreign = LDB.nameOf(number);
        return !disk.exists(nameOf(number)) && disk.exists(foreign) ? foreign : nameOf(number);
    }
}
