package dev.cairn.lsm.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.repair.SmallStore.Shape;
import dev.cairn.sim.World;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bit flipped and every length cut, in each file of a small store, and each file missing: repaired, it opens,
/// every row whose bytes are whole is there, no other is, and what is lost is told.
@Tag("2.19")
final class RepairSweepTest {
    static Stream<Arguments> files() {
        return Stream.of(Shape.values())
                .flatMap(shape -> shape.names().stream().map(file -> Arguments.of(file, shape)));
    }

    @ParameterizedTest
    @EnumSource
    void each_store_has_the_files_that_are_named_here(Shape shape) {
        assertThat(shape.store().names()).containsExactlyInAnyOrderElementsOf(shape.names());
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("files")
    void every_flipped_bit_costs_what_it_hits_at_most(String file, Shape shape) {
        System.out.println(
                file + ", bits: " + sweep(shape.store(), file, List.of()).flipEveryBit());
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_cut_costs_what_it_hits_at_most(String file, Shape shape) {
        System.out.println(
                file + ", cuts: " + sweep(shape.store(), file, List.of()).cutAtEveryLength());
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_missing_file_costs_what_it_held_at_most(String file, Shape shape) throws IOException {
        Disk disk = shape.store().disk();
        disk.delete(file);
        assertThat(judge(disk, shape.store().hit(file, 0, true))).isNotInstanceOf(Outcome.Silent.class);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("files")
    void without_a_manifest_the_same_holds(String file, Shape shape) {
        List<String> lost = shape.names().stream()
                .filter(name -> name.startsWith("MANIFEST") && !name.equals(file))
                .toList();
        System.out.println(file + ", bits: " + sweep(shape.store(), file, lost).flipEveryBit());
        System.out.println(file + ", cuts: " + sweep(shape.store(), file, lost).cutAtEveryLength());
    }

    private static ByteSweep sweep(SmallStore store, String file, List<String> lost) {
        return ByteSweep.over(store.image(), "db", file, disk -> {
            Bytes found = contents(disk, file);
            Bytes written = store.bytes(file);
            boolean isCut = found.length() < written.length();
            long offset = isCut ? found.length() : firstDifference(found, written);
            for (String name : lost) {
                disk.delete(name);
            }
            Outcome outcome = judge(disk, store.hit(file, offset, isCut));
            boolean isShorterLog = isCut && file.endsWith(".log");
            return isShorterLog && outcome instanceof Outcome.Silent(String what) && what.startsWith("untold")
                    ? new Outcome.Harmless()
                    : outcome;
        });
    }

    private static Outcome judge(Disk disk, Set<Integer> lost) {
        RepairReport report = Repair.run(disk, Repair.Progress.none());
        if (!Repair.plan(disk, Repair.Progress.none()).isSound()) {
            return new Outcome.Silent("what was repaired is not sound");
        }
        try (LsmStore open = LsmStore.open(disk, SmallStore.options(), new World(1).env())) {
            Map<Bytes, Bytes> rows = SmallStore.rowsOf(open);
            boolean isTold =
                    report.hasLosses() || open.stats().recovery().dropped().isPresent();
            if (rows.equals(SmallStore.rows())) {
                return isTold ? new Outcome.Loud() : new Outcome.Harmless();
            }
            Optional<String> wrong = SmallStore.wrong(rows, lost);
            if (wrong.isPresent()) {
                return new Outcome.Silent(wrong.get());
            }
            return isTold ? new Outcome.Loud() : new Outcome.Silent("untold loss of " + lost);
        }
    }

    private static long firstDifference(Bytes left, Bytes right) {
        int at = 0;
        while (left.at(at) == right.at(at)) {
            at++;
        }
        return at;
    }

    private static Bytes contents(Disk disk, String name) throws IOException {
        try (ReadFile file = disk.open(name)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) file.size());
            file.read(0, buffer);
            return Bytes.wrap(buffer.array());
        }
    }
}
