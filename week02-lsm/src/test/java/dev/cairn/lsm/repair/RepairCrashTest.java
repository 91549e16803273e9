package dev.cairn.lsm.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.repair.SmallStore.Shape;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every crash that a repair can suffer, at each call of the disk, with every legal power cut after it: what it leaves
/// can be repaired, the rows are those of a repair that nothing disturbed, and no byte of the damaged files is gone.
@Tag("2.19")
final class RepairCrashTest {
    /// A store that is damaged before it is repaired.
    record Damaged(String name, Shape shape, Damage damage) {
        static Damaged of(String name, Shape shape, Damage damage) {
            return new Damaged(name, shape, damage);
        }

        /// What is on its disk.
        DiskImage image() {
            SimFileSystem files = SimFileSystem.startedOn(shape.store().image());
            try {
                damage.on(files, shape.store());
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
            return files.freeze().visible();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Damages a store.
    @FunctionalInterface
    interface Damage {
        void on(SimFileSystem files, SmallStore store) throws IOException;
    }

    static Stream<Damaged> some() {
        return Stream.of(
                Damaged.of(
                        "CURRENT is lost",
                        Shape.FLAT,
                        (files, _) -> files.disk("db").delete("CURRENT")),
                Damaged.of(
                        "a block of a table is damaged",
                        Shape.MERGED,
                        (files, store) -> flip(files, first(store, ".sst"), 20)));
    }

    static Stream<Damaged> more() {
        return Stream.of(
                Damaged.of(
                        "the manifest is lost",
                        Shape.FLAT,
                        (files, store) -> files.disk("db").delete(first(store, "MANIFEST"))),
                Damaged.of(
                        "the manifest is damaged",
                        Shape.MERGED,
                        (files, store) -> flip(files, first(store, "MANIFEST"), 20)),
                Damaged.of(
                        "a table is cut",
                        Shape.FLAT,
                        (files, store) -> files.disk("db").truncate(first(store, ".sst"), 300)),
                Damaged.of("the log is damaged", Shape.FLAT, (files, store) -> flip(files, first(store, ".log"), 60)),
                Damaged.of("CAIRN is damaged", Shape.MERGED, (files, _) -> flip(files, "CAIRN", 10)),
                Damaged.of("table and manifest are lost", Shape.MERGED, (files, store) -> {
                    files.disk("db").delete(first(store, "MANIFEST"));
                    files.disk("db").delete(first(store, ".sst"));
                }));
    }

    @ParameterizedTest
    @MethodSource("some")
    void a_repair_that_is_cut_short_can_be_done_again(Damaged damaged) {
        crashEverywhere(damaged, CutLimits.BRIEF);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource({"some", "more"})
    void so_can_any_repair_in_any_way(Damaged damaged) {
        crashEverywhere(damaged, CutLimits.THOROUGH);
    }

    private static void crashEverywhere(Damaged damaged, CutLimits limits) {
        DiskImage before = damaged.image();
        SimFileSystem undisturbed = SimFileSystem.startedOn(before);
        Repair.run(undisturbed.disk("db"), Repair.Progress.none());
        Map<Bytes, Bytes> rows = open(undisturbed.disk("db")).orElseThrow();
        SimFileSystem files = SimFileSystem.startedOn(before);
        Set<Long> seen = new HashSet<>();
        files.listenedToBy(call -> {
            DiskState state = files.freeze();
            PowerCuts.forEach(state, limits, image -> check(before, image, rows, seen));
            check(before, state.visible(), rows, seen);
        });
        Repair.run(files.disk("db"), Repair.Progress.none());
        System.out.println(damaged + ": " + files.calls() + " calls, " + seen.size() + " states after a crash");
        assertThat(seen).hasSizeGreaterThan(10);
    }

    private static void check(DiskImage damaged, DiskImage image, Map<Bytes, Bytes> rows, Set<Long> seen) {
        if (!seen.add(image.hash())) {
            return;
        }
        assertThat(open(SimFileSystem.startedOn(image).disk("db")).orElse(rows))
                .as("rows of a store that opens without a second repair")
                .isEqualTo(rows);
        SimFileSystem files = SimFileSystem.startedOn(image);
        Repair.run(files.disk("db"), Repair.Progress.none());
        assertThat(open(files.disk("db"))).isEqualTo(Optional.of(rows));
        DiskImage repaired = files.freeze().visible();
        Set<Bytes> kept = new HashSet<>();
        repaired.files().keySet().forEach(path -> kept.add(repaired.bytes(path)));
        assertThat(damaged.files().keySet())
                .as("files of which no copy is left")
                .allMatch(path -> kept.contains(damaged.bytes(path)));
    }

    /// The rows, unless the store does not open.
    private static Optional<Map<Bytes, Bytes>> open(Disk disk) {
        try (LsmStore store = LsmStore.open(disk, SmallStore.options(), new World(1).env())) {
            return Optional.of(SmallStore.rowsOf(store));
        } catch (StoreException.Corrupt _) {
            return Optional.empty();
        }
    }

    private static String first(SmallStore store, String part) {
        return store.names().stream()
                .filter(name -> name.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static void flip(SimFileSystem files, String name, long offset) {
        files.flipBit("db/" + name, 8 * offset);
    }
}
