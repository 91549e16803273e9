package dev.cairn.compaction.store;

import dev.cairn.lsm.threads.OwnProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Merging needs no more memory for more rows.
@Tag("full")
@Tag("3.10")
class EngineMemoryTest {
    @TempDir
    private Path home;

    @Test
    void five_million_rows_in_random_order_in_a_heap_of_256_megabytes() throws Exception {
        OwnProcess.requireSuccess(List.of("-Xmx256m"), SmallHeapEngineMain.class, home.resolve("d"), 5_000_000);
    }
}
