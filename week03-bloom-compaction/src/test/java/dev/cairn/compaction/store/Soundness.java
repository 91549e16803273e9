package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What must be true of a directory whose store has nothing to do, whatever has happened before.
///
/// Stateless.
final class Soundness {
    private Soundness() {}

    /// The version that the manifest in `disk` names.
    static Version version(Disk disk) {
        return ManifestRecovery.read(disk).orElseThrow().state().version();
    }

    /// No user key is in two tables of one level below 0.
    static void requireDisjointLevels(Version version) {
        for (int level = 1; level < Version.LEVELS; level++) {
            List<TableFile> tables = version.level(level);
            for (int i = 1; i < tables.size(); i++) {
                assertThat(tables.get(i - 1)
                                .largest()
                                .compareUserKeyTo(tables.get(i).smallest()))
                        .as("%s ends before %s begins, in level %s", tables.get(i - 1), tables.get(i), level)
                        .isNegative();
            }
        }
    }

    /// Of the tables on disk, each is `needed` or named by the manifest, and none that is so is missing.
    static void requireTables(Disk disk, Collection<String> needed) {
        Set<String> expected = new TreeSet<>(needed);
        expected.removeIf(name -> !name.endsWith(".sst"));
        version(disk).tables().forEach(table -> expected.add("%06d.sst".formatted(table.number())));
        try {
            Set<String> found = new TreeSet<>(disk.list());
            found.removeIf(name -> !name.endsWith(".sst"));
            assertThat(found).as("tables on disk").isEqualTo(expected);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Every table can be read whole, and is what it was when it was written.
    static void requireVerified(Disk disk, TableOptions options) {
        OpenTables tables = OpenTables.in(disk, options);
        version(disk)
                .tables()
                .forEach(table -> assertThat(tables.reader(table).verify())
                        .as("damages of %s", table)
                        .isEmpty());
        tables.close();
    }
}
