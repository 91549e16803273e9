package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bit flipped and every length cut, in a small table: it is reported, or it changes nothing.
@Tag("2.6")
final class TableDamageTest {
    private static final int ROWS = 24;

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy"})
    void every_flipped_bit_is_reported_or_harmless(String compression) {
        ByteSweep.Report report = sweep(compression).flipEveryBit();

        assertThat(report.damages() - report.loud())
                .as("harmless: those of the zeros between handles and magic")
                .isBetween(8L * 20, 8L * 38);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy"})
    void every_cut_is_reported(String compression) {
        ByteSweep.Report report = sweep(compression).cutAtEveryLength();

        assertThat(report.loud()).isEqualTo(report.damages());
    }

    private static ByteSweep sweep(String compression) {
        TableOptions options = TableOptions.DEFAULT
                .withBlockBytes(200)
                .withRestartInterval(3)
                .withFilter(new ExactFilter())
                .withCompression(compression.equals("none") ? Compression.none() : Compression.snappy());
        List<Entry> written = Entry.rows(ROWS, 30);
        return ByteSweep.over(image(options, written), "db", TablePlace.NAME, disk -> judge(disk, options, written));
    }

    private static Outcome judge(Disk disk, TableOptions options, List<Entry> written) throws IOException {
        try (ReadFile file = disk.open(TablePlace.NAME);
                TableReader table = TableReader.open(disk, TablePlace.NAME, file.size(), options)) {
            boolean isSound = table.verify().isEmpty();
            int differences = differences(table, written, isSound);
            if (isSound) {
                return differences == 0
                        ? new Outcome.Harmless()
                        : new Outcome.Silent(differences + " rows are not what was written");
            }
            return differences == 0 ? new Outcome.Loud() : new Outcome.Silent("reads tell less than verify");
        } catch (StoreException.Corrupt _) {
            return new Outcome.Loud();
        }
    }

    /// How many answers are wrong: other rows, or damage told of a table that is sound.
    private static int differences(TableReader table, List<Entry> written, boolean isSound) {
        int differences = 0;
        for (Entry each : written) {
            try {
                Lookup found = table.get(each.key());
                differences += found.equals(new Lookup.Found(each.value())) ? 0 : 1;
            } catch (StoreException.Corrupt _) {
                differences += isSound ? 1 : 0;
            }
        }
        try {
            differences += Entry.all(table.cursor()).equals(written) ? 0 : 1;
        } catch (StoreException.Corrupt _) {
            differences += isSound ? 1 : 0;
        }
        return differences;
    }

    private static DiskImage image(TableOptions options, List<Entry> written) {
        SimFileSystem files = SimFileSystem.empty();
        try {
            files.disk("db").makeDirectory();
        } catch (IOException cause) {
            throw new AssertionError(cause);
        }
        new TablePlace(files.disk("db"), options).write(written);
        return files.freeze().visible();
    }
}
