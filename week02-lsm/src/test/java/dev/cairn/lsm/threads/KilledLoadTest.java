package dev.cairn.lsm.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.LsmStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real process puts rows and says which it has acknowledged; it is killed in the midst of it, again and again in
/// one directory. What is then found is a prefix that has every acknowledged write in it.
@Tag("full")
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
class KilledLoadTest {
    private static final int WRITES_MAX = 20_000;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"always, 1, 12", "every=10ms, 2, 12", "never, 3, 12"})
    void no_acknowledged_write_is_lost(String sync, long seed, int kills) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int written = 0;
        for (int kill = 0; kill < kills; kill++) {
            int acknowledged = loadAndKill(sync, written + 1, random.nextInt(1, WRITES_MAX));
            written = requirePrefix(sync, acknowledged);
        }
    }

    /// The number of the last write that was acknowledged before the process died.
    private int loadAndKill(String sync, int first, int writes) throws IOException {
        Process process = new ProcessBuilder(OwnProcess.command(
                        List.of("-XX:TieredStopAtLevel=1"), LoadMain.class, home.resolve("d"), sync, first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int acknowledged = first - 1;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Integer.parseInt(line);
                if (acknowledged >= first + writes) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(first + writes);
        return acknowledged;
    }

    /// The number of the last write that is there.
    private int requirePrefix(String sync, int acknowledged) {
        Map<Bytes, Bytes> found = new HashMap<>();
        try (Env env = Env.real(1);
                LsmStore store = LsmStore.open(Disk.at(home.resolve("d")), LoadMain.options(sync), env);
                Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                found.put(cursor.key(), cursor.value());
            }
        }
        int last = found.values().stream()
                .mapToInt(value -> Integer.parseInt(value.toUtf8()))
                .max()
                .orElse(0);
        Map<Bytes, Bytes> expected = new HashMap<>();
        for (int write = 1; write <= last; write++) {
            expected.put(LoadMain.key(write), LoadMain.value(write));
        }
        assertThat(last).isGreaterThanOrEqualTo(acknowledged);
        assertThat(found).isEqualTo(expected);
        return last;
    }
}
