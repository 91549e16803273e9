package dev.cairn.wal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.World;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.map.SideFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bit flipped and every length cut, in each file of a store. What is lost must be reported; what is returned
/// must be what was written. Row `i` of the store was written by its own batch, in ascending order, so what is a
/// prefix is easy to tell.
final class DamageSweepTest {
    private static final int ROWS = 50;
    private static final int FEW_ROWS = 8;
    private static final int VALUE_BYTES = 50;

    @Test
    @Tag("1.11")
    void every_flipped_bit_of_a_log_is_reported_and_costs_at_most_the_last_write() {
        ByteSweep.Report report = sweep("always", "000001.log", ROWS - 1).flipEveryBit();

        assertThat(report.damages()).isGreaterThanOrEqualTo(8 * 4096);
        System.out.println("000001.log, bits: " + report);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"every=10ms", "never"})
    void every_flipped_bit_of_a_log_without_a_sync_each_leaves_a_prefix(String policy) {
        System.out.println("000001.log, " + policy + ", bits: "
                + sweep(policy, "000001.log", 0).flipEveryBit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "every=10ms", "never"})
    void a_log_cut_anywhere_leaves_a_prefix(String policy) {
        System.out.println("000001.log, " + policy + ", cuts: " + cutsOf(policy).cutAtEveryLength());
    }

    @Test
    @Tag("1.11")
    void every_damage_of_the_side_file_is_reported() {
        requireEveryDamageReported(sweep("always", SideFile.NAME, ROWS));
    }

    @Test
    @Tag("1.12")
    void every_damage_of_a_checkpoint_is_reported() {
        requireEveryDamageReported(checkpointOf(FEW_ROWS));
    }

    @Tag("full")
    @Test
    void every_damage_of_a_longer_checkpoint_is_reported() {
        requireEveryDamageReported(checkpointOf(ROWS));
    }

    private static void requireEveryDamageReported(ByteSweep sweep) {
        ByteSweep.Report flips = sweep.flipEveryBit();
        ByteSweep.Report cuts = sweep.cutAtEveryLength();

        assertThat(flips.loud()).isEqualTo(flips.damages());
        assertThat(cuts.loud()).isEqualTo(cuts.damages());
    }

    private static ByteSweep sweep(String policy, String file, int rowsMin) {
        return ByteSweep.over(image(policy, ROWS, false), "db", file, disk -> judge(disk, policy, ROWS, rowsMin));
    }

    private static ByteSweep checkpointOf(int rows) {
        return ByteSweep.over(
                image("always", rows, true), "db", "000002.checkpoint", disk -> judge(disk, "always", rows, rows));
    }

    /// A log that ends early, at a record's end, is a log to which less was written: there is nothing to report.
    private static ByteSweep cutsOf(String policy) {
        return ByteSweep.over(image(policy, ROWS, false), "db", "000001.log", disk -> {
            Outcome outcome = judge(disk, policy, ROWS, 0);
            return outcome instanceof Outcome.Silent(String what) && what.startsWith("unreported")
                    ? new Outcome.Harmless()
                    : outcome;
        });
    }

    private static Outcome judge(Disk disk, String policy, int written, int rowsMin) {
        try (LoggedMapStore store = LoggedMapStore.open(disk, options(policy), new World(1).env())) {
            int rows = rowsInOrder(store);
            boolean isReported = store.recovery().dropped().isPresent();
            if (rows < 0) {
                return new Outcome.Silent("other rows than were written are returned");
            }
            if (rows == written) {
                return new Outcome.Harmless();
            }
            if (rows < rowsMin) {
                return new Outcome.Silent("only " + rows + " of " + written + " durable rows are left");
            }
            return isReported ? new Outcome.Loud() : new Outcome.Silent("unreported, rows are gone: " + rows + " left");
        } catch (StoreException.Corrupt _) {
            return new Outcome.Loud();
        }
    }

    /// How many rows the store holds, if they are the first that were written; -1 if not.
    private static int rowsInOrder(LoggedMapStore store) {
        int rows = 0;
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                if (!cursor.key().equals(key(rows)) || !cursor.value().equals(value(rows))) {
                    return -1;
                }
                rows++;
            }
        }
        return rows;
    }

    private static DiskImage image(String policy, int rows, boolean withCheckpoint) {
        SimFileSystem files = SimFileSystem.empty();
        World world = new World(1);
        try (LoggedMapStore store = LoggedMapStore.open(files.disk("db"), options(policy), world.env())) {
            for (int i = 0; i < rows; i++) {
                store.put(key(i), value(i));
            }
            if (withCheckpoint) {
                var written = store.submitCheckpoint();
                while (!written.isDone()) {
                    world.runOne();
                }
            }
            store.sync();
        }
        return files.freeze().visible();
    }

    private static LoggedMapOptions options(String policy) {
        return LoggedMapOptions.DEFAULT.withSync(SyncPolicy.parse(policy)).withLog(new LogOptions(1 << 20, 0));
    }

    private static Bytes key(int row) {
        return Bytes.utf8("row%03d".formatted(row));
    }

    private static Bytes value(int row) {
        return Bytes.utf8("%03d-".formatted(row) + "v".repeat(VALUE_BYTES));
    }
}
