package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.lsm.table.TableCounts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Each setting of tables and of how they are read changes something that can be seen.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SettingsOfTablesTest {
    private static final int ROWS = 2_000;

    @TempDir
    private Path top;

    @Test
    void block_bytes_decide_how_many_blocks_are_read() {
        assertThat(blocksRead(1 << 10)).isGreaterThan(2 * blocksRead(8 << 10));
    }

    @Test
    void a_longer_restart_interval_makes_shorter_tables() {
        assertThat(bytes(with -> with.compression(Compressing.NONE).restartInterval(64)))
                .isLessThan(bytes(with -> with.compression(Compressing.NONE).restartInterval(1)));
    }

    @Test
    void compression_decides_how_long_tables_are() {
        long none = bytes(with -> with.compression(Compressing.NONE));
        long snappy = bytes(with -> with.compression(Compressing.SNAPPY));
        long zstd = bytes(with -> with.compression(Compressing.ZSTD));
        assertThat(snappy).isLessThan(none * 3 / 4);
        assertThat(zstd).isLessThan(snappy);
    }

    @Test
    void a_higher_compression_level_makes_shorter_tables() {
        assertThat(bytes(with -> with.compression(Compressing.ZSTD).compressionLevel(19)))
                .isLessThan(bytes(with -> with.compression(Compressing.ZSTD).compressionLevel(1)));
    }

    @Test
    void tables_stay_readable_when_the_compression_changes() {
        Path directory;
        try (SettingsPlace place = filled(with -> with.compression(Compressing.ZSTD))) {
            directory = place.directory();
        }
        try (SettingsPlace place = SettingsPlace.at(directory, with -> with.compression(Compressing.NONE))) {
            assertThat(place.store().get(SettingsPlace.key(7))).hasValue(SettingsPlace.value(7, 0));
            place.put(0, ROWS, 1).store().lsm().flush();
            assertThat(place.store().get(SettingsPlace.key(7))).hasValue(SettingsPlace.value(7, 1));
        }
    }

    @Test
    void checksums_decide_which_damage_is_noticed() {
        assertThat(noticesDamage(ChecksumPolicy.EVERY_READ, false))
                .as("every read")
                .isTrue();
        assertThat(noticesDamage(ChecksumPolicy.EVERY_READ, true))
                .as("every read, read before")
                .isTrue();
        assertThat(noticesDamage(ChecksumPolicy.FIRST_READ, false))
                .as("first read")
                .isTrue();
        assertThat(noticesDamage(ChecksumPolicy.FIRST_READ, true))
                .as("first read, read before")
                .isFalse();
        assertThat(noticesDamage(ChecksumPolicy.NEVER, false)).as("never").isFalse();
    }

    @Test
    void the_filter_false_positive_rate_decides_how_often_missing_keys_are_searched_for() {
        TableCounts.Figures none = misses(0);
        TableCounts.Figures rough = misses(0.5);
        TableCounts.Figures fine = misses(0.001);
        assertThat(none.filterChecks()).as("checks without a filter").isZero();
        assertThat(none.blocks()).as("blocks searched without a filter").isEqualTo(ROWS - 1);
        assertThat(rough.filterMistakes()).as("mistakes at 0.5").isBetween(ROWS / 5L, ROWS * 3 / 5L);
        assertThat(fine.filterMistakes()).as("mistakes at 0.001").isLessThan(ROWS / 100);
    }

    @Test
    void cache_bytes_decide_whether_a_block_is_unpacked_again() {
        try (SettingsPlace cached = filled(with -> with);
                SettingsPlace uncached = filled(with -> with.cacheBytes(0))) {
            assertThat(cached.get(0, 100).stats().cache().hits()).isPositive();
            assertThat(cached.stats().cache().bytesMax()).isEqualTo(64 << 20);
            assertThat(uncached.get(0, 100).stats().cache().hits()).isZero();
        }
    }

    @Test
    void row_directory_bytes_decide_whether_a_block_that_is_read_again_gets_a_directory() {
        assertThat(rowDirectoryBytes(64 << 20)).as("with room").isGreaterThan(5 * ROWS);
        assertThat(rowDirectoryBytes(0)).as("without").isZero();
    }

    private long rowDirectoryBytes(long bytes) {
        try (SettingsPlace place = filled(with -> with.rowDirectoryBytes(bytes))) {
            return place.get(0, ROWS).get(0, ROWS).stats().rowDirectoryBytes();
        }
    }

    private long blocksRead(int blockBytes) {
        try (SettingsPlace place = filled(with -> with.blockBytes(blockBytes))) {
            return place.get(0, ROWS).stats().cache().misses();
        }
    }

    private long bytes(UnaryOperator<SettingsBuilder> change) {
        try (SettingsPlace place = filled(change)) {
            return place.tableBytes();
        }
    }

    private TableCounts.Figures misses(double rate) {
        try (SettingsPlace place = filled(with -> with.filterFalsePositiveRate(rate))) {
            return place.miss(0, ROWS - 1).stats().reads();
        }
    }

    /// A byte of the first value is another one when the row is read, perhaps not for the first time.
    private boolean noticesDamage(ChecksumPolicy policy, boolean isReadBefore) {
        try (SettingsPlace place =
                filled(with -> with.compression(Compressing.NONE).cacheBytes(0).checksums(policy))) {
            if (isReadBefore) {
                place.get(0, 1);
            }
            damage(place.table());
            try {
                assertThat(place.store().get(SettingsPlace.key(0))).isNotEqualTo(SettingsPlace.value(0, 0));
                return false;
            } catch (StoreException.Corrupt _) {
                return true;
            }
        }
    }

    private static void damage(Path table) {
        try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
            file.seek(60);
            int old = file.read();
            file.seek(60);
            file.write(old ^ 1);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private SettingsPlace filled(UnaryOperator<SettingsBuilder> change) {
        SettingsPlace place = SettingsPlace.in(top, change).put(0, ROWS, 0);
        place.store().lsm().flush();
        return place;
    }
}
