package dev.cairn.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.lsm.table.Entry;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TablePlace;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tables whose blocks are packed by Zstandard, sound and damaged.
@Tag("3.14")
final class ZstandardTableTest {
    private static final List<Entry> ROWS = Entry.rows(24, 30);
    private static final TableOptions OPTIONS = packedBy(Zstandard.fastest())
            .withBlockBytes(400)
            .withRestartInterval(3)
            .withUnpackedBytesMax(1 << 16);

    @Test
    void a_table_is_written_and_read() {
        List<Entry> rows = Entry.rows(3000, 50);
        try (TableReader table =
                TablePlace.simulated(packedBy(Zstandard.ofLevel(3))).open(rows)) {
            assertThat(Entry.all(table.cursor())).isEqualTo(rows);
            assertThat(Entry.allBackwards(table.cursor())).isEqualTo(rows.reversed());
            assertThat(table.verify()).isEmpty();
            assertThat(table.bytes()).as("bytes of 3000 rows of 60").isLessThan(60_000);
        }
    }

    @Test
    void the_block_in_the_file_is_the_frame_and_nothing_else_and_its_type_is_two() {
        TablePlace place = TablePlace.simulated(OPTIONS.withBlockBytes(10_000));
        place.write(Entry.rows(24, 100));
        byte[] file = place.bytes().toArray();
        FrameHeader header = FrameHeader.of(file);
        assertThat(header.contentBytes())
                .as("what the frame at byte 0 says that it holds")
                .isBetween(2_400L, 4_000L);
        int end = file.length - 1;
        while (file[end] != Zstandard.ID || !isFrame(file, end, header)) {
            end--;
        }
        assertThat(end).as("where a frame ends that a type 2 follows").isBetween(50, 1_500);
    }

    @Test
    void who_does_not_know_zstandard_says_so() {
        TablePlace place = TablePlace.simulated(OPTIONS);
        place.write(ROWS);
        assertThatThrownBy(() -> TableReader.open(
                                place.disk(), TablePlace.NAME, place.bytes().length(), TableOptions.DEFAULT)
                        .get(ROWS.getFirst().key()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("has a block of type 2 at byte")
                .hasMessageContaining("[none, snappy]");
    }

    @Test
    void every_flipped_bit_is_reported_or_harmless() {
        ByteSweep.Report report = sweep(OPTIONS).flipEveryBit();
        assertThat(report.damages() - report.loud())
                .as("harmless: those of the zeros between handles and magic")
                .isBetween(8L * 20, 8L * 38);
    }

    @Test
    void every_cut_is_reported() {
        ByteSweep.Report report = sweep(OPTIONS).cutAtEveryLength();
        assertThat(report.loud()).isEqualTo(report.damages());
    }

    @Test
    void where_nobody_looks_at_checksums_a_flipped_bit_is_rows_or_corruption() {
        TableOptions unchecked = OPTIONS.withChecksums(ChecksumPolicy.NEVER);
        ByteSweep.Report report = ByteSweep.over(
                        image(unchecked), "db", TablePlace.NAME, disk -> readAll(disk, unchecked))
                .flipEveryBit();
        assertThat(report.loud()).as("damages that were noticed all the same").isGreaterThan(report.damages() / 3);
    }

    private static TableOptions packedBy(Zstandard zstandard) {
        return TableOptions.DEFAULT.withReadable(zstandard.andOlder()).withCompression(zstandard);
    }

    private static boolean isFrame(byte[] file, int end, FrameHeader header) {
        try {
            byte[] frame = Arrays.copyOf(file, end);
            return FrameCheck.contentBytes(frame, 10_000) == header.contentBytes();
        } catch (CorruptBytesException _) {
            return false;
        }
    }

    private static ByteSweep sweep(TableOptions options) {
        return ByteSweep.over(image(options), "db", TablePlace.NAME, disk -> judge(disk, options));
    }

    private static Outcome judge(Disk disk, TableOptions options) throws IOException {
        try (ReadFile file = disk.open(TablePlace.NAME);
                TableReader table = TableReader.open(disk, TablePlace.NAME, file.size(), options)) {
            boolean isSound = table.verify().isEmpty();
            boolean isRead = isRead(table);
            if (isSound == isRead) {
                return isSound ? new Outcome.Harmless() : new Outcome.Loud();
            }
            return new Outcome.Silent("verify finds it sound: " + isSound + ", and all rows are read: " + isRead);
        } catch (StoreException.Corrupt _) {
            return new Outcome.Loud();
        }
    }

    /// Whether all rows are read as they were written; false if damage is told of. Other rows are an
    /// error.
    private static boolean isRead(TableReader table) {
        try {
            for (Entry each : ROWS) {
                assertThat(table.get(each.key())).isEqualTo(new Lookup.Found(each.value()));
            }
            assertThat(Entry.all(table.cursor())).isEqualTo(ROWS);
            return true;
        } catch (StoreException.Corrupt _) {
            return false;
        }
    }

    /// Reads everything: whatever the rows are, nothing but corruption may be thrown.
    private static Outcome readAll(Disk disk, TableOptions options) throws IOException {
        try (ReadFile file = disk.open(TablePlace.NAME);
                TableReader table = TableReader.open(disk, TablePlace.NAME, file.size(), options)) {
            Entry.all(table.cursor());
            for (Entry each : ROWS) {
                table.get(each.key());
            }
            return new Outcome.Harmless();
        } catch (StoreException.Corrupt | StoreException.Refused _) {
            return new Outcome.Loud();
        }
    }

    private static DiskImage image(TableOptions options) {
        SimFileSystem files = SimFileSystem.empty();
        try {
            files.disk("db").makeDirectory();
        } catch (IOException cause) {
            throw new AssertionError(cause);
        }
        new TablePlace(files.disk("db"), options).write(ROWS);
        return files.freeze().visible();
    }
}
