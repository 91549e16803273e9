package dev.cairn.compression;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One store whose tables were packed in different ways.
@Tag("3.14")
final class MixedCompressionTest {
    private static final Zstandard ZSTANDARD = Zstandard.fastest();
    private static final List<Compression> ALL = List.of(
            Compression.none(), ZSTANDARD, Compression.snappy(), Zstandard.ofLevel(4), Compression.none(), ZSTANDARD);

    private final Env env = Env.real(1);

    @TempDir
    private Path directory;

    @AfterEach
    void closeEnv() {
        env.close();
    }

    @Test
    void a_store_reads_the_tables_of_every_compression_that_it_ever_had() {
        for (int life = 0; life < ALL.size(); life++) {
            try (LsmStore store = open(ALL.get(life))) {
                for (int row = 0; row < 200; row++) {
                    store.put(key(life, row), value(life, row));
                }
                store.flush();
                assertThat(store.stats().levels().getFirst().tables()).isEqualTo(life + 1);
                requireRows(store, life);
            }
        }
    }

    private static void requireRows(LsmStore store, int lifeMax) {
        for (int life = 0; life <= lifeMax; life++) {
            for (int row = 0; row < 200; row++) {
                assertThat(store.get(key(life, row)))
                        .as("row %s, written under %s", row, ALL.get(life))
                        .contains(value(life, row));
            }
        }
    }

    private LsmStore open(Compression compression) {
        TableOptions tables =
                TableOptions.DEFAULT.withReadable(ZSTANDARD.andOlder()).withCompression(compression);
        LsmOptions options = LsmOptions.balanced().withSync(SyncPolicy.never()).withTables(tables);
        return LsmStore.open(Disk.at(directory), options, env);
    }

    private static Bytes key(int life, int row) {
        return utf8("key %d of life %d".formatted(row, life));
    }

    private static Bytes value(int life, int row) {
        return utf8("a value of row %d in life %d, and again %d".formatted(row, life, row));
    }
}
