package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Merging needs no more memory for more rows.
@Tag("full")
@Tag("3.8")
class EngineMemoryTest {
    @TempDir
    private Path home;

    @Test
    void five_million_rows_in_random_order_in_a_heap_of_256_megabytes() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapEngineMain.class.getName(),
                        home.resolve("d").toString(),
                        "5000000"))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor())
                    .as("exit code of the process that read them back")
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
