package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import org.junit.jupiter.api.Test;

/// Every small damage of a file, by the file of a [ToyStore] that holds two rows.
final class ByteSweepTest {
    private static final Bytes KEY = Bytes.utf8("key");
    private static final int FILE_BYTES = (8 + 1) + (8 + 1 + 4 + 6) + (8 + 1 + 4 + 10);

    private final DiskImage image = twoRows();

    @Test
    void every_bit_is_flipped_and_every_length_is_cut() {
        ByteSweep sweep = sweep(Defect.NONE);

        assertThat(sweep.flipEveryBit().damages()).isEqualTo(8 * FILE_BYTES);
        assertThat(sweep.cutAtEveryLength().damages()).isEqualTo(FILE_BYTES);
    }

    @Test
    void a_report_says_how_it_went() {
        assertThat(sweep(Defect.NONE).flipEveryBit()).hasToString("408 damages: 408 reported, 0 harmless, none silent");
    }

    @Test
    void a_store_that_does_not_compare_checksums_is_found() {
        assertThatThrownBy(() -> sweep(Defect.NO_CHECKSUM).flipEveryBit())
                .isInstanceOf(Violation.class)
                .hasMessageContaining("of db/1 damaged, key is ")
                .extracting(violation -> ((Violation) violation).invariant())
                .isEqualTo(Invariant.LOUD);
    }

    @Test
    void a_reader_that_throws_is_a_bug() {
        ByteSweep sweep = ByteSweep.over(image, "db", "1", _ -> {
            throw new IndexOutOfBoundsException("at 99");
        });

        assertThatThrownBy(sweep::cutAtEveryLength)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("BUG")
                .hasMessageContaining("reading threw java.lang.IndexOutOfBoundsException: at 99");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ByteSweep.over(image, "db", "9", _ -> new Outcome.Loud())
                        .flipEveryBit())
                .hasMessage("no file db/9 among [db/1, db/LOCK]");
    }

    /// The toy store has no words for damage: that a row is missing or older counts as reported, another one as silent.
    private ByteSweep sweep(Defect defect) {
        return ByteSweep.over(
                image, "db", "1", disk -> switch (read(disk, defect).toUtf8()) {
                    case "value two" -> new Outcome.Harmless();
                    case "value", "" -> new Outcome.Loud();
                    case String other -> new Outcome.Silent("key is " + other);
                });
    }

    private static Bytes read(Disk disk, Defect defect) {
        try (ToyStore store = ToyStore.open(disk, defect, Promise.DURABLE)) {
            return store.get(KEY).orElse(Bytes.EMPTY);
        }
    }

    private static DiskImage twoRows() {
        SimFileSystem files = SimFileSystem.empty();
        try (ToyStore store = ToyStore.open(files.disk("db"), Defect.NONE, Promise.DURABLE)) {
            store.put(KEY, Bytes.utf8("value"));
            store.put(KEY, Bytes.utf8("value two"));
        }
        return files.freeze().visible();
    }
}
