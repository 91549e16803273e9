package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.TableOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.impl.Iq80DBFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two other LevelDBs read a directory whose tables have filters of ours: they do not know the name, and go past
/// it.
@Tag("3.4")
final class OthersReadFilteredTest {
    private static final int ROWS = 3000;

    @TempDir
    private Path directory;

    @Test
    void leveldb_in_java_reads_tables_with_our_filter() throws IOException {
        assertThat(foundBy(Iq80DBFactory.factory)).isEqualTo(ROWS);
    }

    @Test
    void google_leveldb_reads_tables_with_our_filter() throws IOException {
        assertThat(foundBy(JniDBFactory.factory)).isEqualTo(ROWS);
    }

    private long foundBy(DBFactory factory) throws IOException {
        LsmOptions options = LsmOptions.balanced().withTables(TableOptions.DEFAULT.withFilter(BlockedBloom.at(0.01)));
        try (Env env = Env.real(1);
                LsmStore store = LsmStore.open(Disk.at(directory), options, env)) {
            for (int i = 0; i < ROWS; i++) {
                var _ = store.submitWrite(WriteBatch.builder()
                        .put(TestKeys.added(i), TestKeys.added(i))
                        .build());
            }
            store.flush();
        }
        try (DB theirs = factory.open(directory.toFile(), new Options().createIfMissing(false))) {
            return IntStream.range(0, ROWS)
                    .filter(i -> TestKeys.added(i)
                            .equals(Bytes.wrap(theirs.get(TestKeys.added(i).toArray()))))
                    .count();
        }
    }
}
