package dev.cairn.lsm.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStats;
import dev.cairn.lsm.LsmStore;
import dev.cairn.sim.World;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.LogOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bit flipped and every length cut, in each file of a small store: two tables that overlap, and a log. What
/// is lost must be reported, and what is returned must be what was written.
@Tag("2.18")
final class LsmDamageSweepTest {
    private static final LsmOptions OPTIONS = LsmOptions.balanced().withLog(new LogOptions(1 << 20, 0));

    /// Writes that go to the first table, and to both tables together.
    private static final int FIRST_TABLE = 8;

    private static final int TABLES = 14;
    private static final int WRITES = 20;
    private static final int KEYS = 9;

    private static final List<String> LASTING =
            List.of("000005.sst", "000007.sst", "CAIRN", "CURRENT", "MANIFEST-000003");

    /// The store.
    private static final class Made {
        /// The rows after so many writes.
        static final List<Map<Bytes, Bytes>> STATES = states();

        static final DiskImage IMAGE = image();
    }

    /// Named here, so that the store is not made in order to name tests.
    static Stream<String> lastingFiles() {
        return LASTING.stream();
    }

    @Test
    void there_are_two_tables_and_a_log() {
        assertThat(names().filter(name -> name.endsWith(".sst"))).hasSize(2);
        assertThat(names().filter(name -> name.endsWith(".log"))).hasSize(1);
        assertThat(names().filter(name -> !name.endsWith(".log") && !name.equals("LOCK")))
                .containsExactlyInAnyOrderElementsOf(LASTING);
        assertThat(judge(SimFileSystem.startedOn(Made.IMAGE).disk("db"), WRITES))
                .isEqualTo(new Outcome.Harmless());
    }

    @ParameterizedTest
    @MethodSource("lastingFiles")
    void every_flipped_bit_of_a_file_is_reported_or_harmless(String file) {
        System.out.println(file + ", bits: " + sweep(file).flipEveryBit());
    }

    @ParameterizedTest
    @MethodSource("lastingFiles")
    void every_cut_of_a_file_is_reported(String file) {
        ByteSweep.Report report = sweep(file).cutAtEveryLength();
        System.out.println(file + ", cuts: " + report);
        assertThat(report.loud()).isGreaterThanOrEqualTo(report.damages() - 1);
    }

    @Test
    void every_flipped_bit_of_the_log_is_reported_and_costs_at_most_the_last_write() {
        System.out.println("log, bits: " + sweep(log()).flipEveryBit());
    }

    /// A log that ends early, at a record's end, is a log to which less was written: there is nothing to report.
    @Test
    void a_log_cut_anywhere_leaves_a_prefix() {
        ByteSweep sweep = ByteSweep.over(Made.IMAGE, "db", log(), disk -> {
            Outcome outcome = judge(disk, TABLES);
            return outcome instanceof Outcome.Silent(String what) && what.startsWith("unreported")
                    ? new Outcome.Harmless()
                    : outcome;
        });
        System.out.println("log, cuts: " + sweep.cutAtEveryLength());
    }

    @Test
    @Tag("full")
    void every_file_that_is_missing_is_missed() {
        names().filter(name -> !name.equals("LOCK") && !name.equals("CAIRN")).forEach(name -> {
            Disk disk = SimFileSystem.startedOn(Made.IMAGE).disk("db");
            assertThat(outcomeWithout(name, disk)).as("without %s", name).isEqualTo(new Outcome.Loud());
        });
    }

    private static Outcome outcomeWithout(String name, Disk disk) {
        try {
            disk.delete(name);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return judge(disk, WRITES);
    }

    private static ByteSweep sweep(String file) {
        return ByteSweep.over(Made.IMAGE, "db", file, disk -> judge(disk, WRITES - 1));
    }

    private static Outcome judge(Disk disk, int writesMin) {
        try (LsmStore store = LsmStore.open(disk, OPTIONS, new World(1).env())) {
            Map<Bytes, Bytes> rows = rows(store);
            if (!rows.equals(backwards(store)) || !rows.equals(oneByOne(store))) {
                return new Outcome.Silent("reads do not agree");
            }
            LsmStats stats = store.stats();
            boolean isReported = stats.recovery().dropped().isPresent()
                    || stats.manifestDropped().isPresent();
            int writes = Made.STATES.lastIndexOf(rows);
            if (writes == WRITES) {
                return new Outcome.Harmless();
            }
            if (writes < writesMin) {
                return new Outcome.Silent("other rows than were written are returned: " + rows);
            }
            return isReported ? new Outcome.Loud() : new Outcome.Silent("unreported, " + writes + " writes are left");
        } catch (StoreException.Corrupt _) {
            return new Outcome.Loud();
        }
    }

    private static Map<Bytes, Bytes> rows(LsmStore store) {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.put(cursor.key(), cursor.value());
            }
        }
        return rows;
    }

    private static Map<Bytes, Bytes> backwards(LsmStore store) {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        try (Cursor cursor = store.scan(KeyRange.all())) {
            for (boolean isOn = cursor.last(); isOn; isOn = cursor.previous()) {
                rows.put(cursor.key(), cursor.value());
            }
        }
        return rows;
    }

    private static Map<Bytes, Bytes> oneByOne(LsmStore store) {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        for (int i = 0; i < KEYS; i++) {
            Optional<Bytes> value = store.get(key(i));
            if (value.isPresent()) {
                rows.put(key(i), value.get());
            }
        }
        return rows;
    }

    private static Stream<String> names() {
        return Made.IMAGE.files().keySet().stream().map(path -> path.substring("db/".length()));
    }

    private static String log() {
        return names().filter(name -> name.endsWith(".log")).findFirst().orElseThrow();
    }

    private static List<Map<Bytes, Bytes>> states() {
        List<Map<Bytes, Bytes>> states = new ArrayList<>(List.of(Map.of()));
        for (int write = 0; write < WRITES; write++) {
            Map<Bytes, Bytes> next = new TreeMap<>(states.getLast());
            if (isDelete(write)) {
                next.remove(key(write));
            } else {
                next.put(key(write), value(write));
            }
            states.add(next);
        }
        return states;
    }

    private static DiskImage image() {
        SimFileSystem files = SimFileSystem.empty();
        World world = new World(1);
        try (LsmStore store = LsmStore.open(files.disk("db"), OPTIONS, world.env())) {
            for (int write = 0; write < WRITES; write++) {
                if (write == FIRST_TABLE || write == TABLES) {
                    flush(store, world);
                }
                if (isDelete(write)) {
                    store.delete(key(write));
                } else {
                    store.put(key(write), value(write));
                }
            }
        }
        return files.freeze().visible();
    }

    private static void flush(LsmStore store, World world) {
        CompletableFuture<Void> flushed = store.submitFlush();
        world.runUntilIdle();
        flushed.join();
    }

    private static boolean isDelete(int write) {
        return write % 5 == 4;
    }

    private static Bytes key(int write) {
        return Bytes.utf8("row" + write % KEYS);
    }

    private static Bytes value(int write) {
        return Bytes.utf8("%03d-value".formatted(write));
    }
}
