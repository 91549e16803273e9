package dev.cairn.lsm.threads;

import dev.cairn.lsm.memtable.MemtableOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store holds is limited by the disk, and no longer by the heap.
@Tag("full")
@Tag("2.18")
class LargerThanMemoryTest {
    @TempDir
    private Path home;

    @Test
    void a_million_rows_in_a_heap_of_64_megabytes() throws Exception {
        requireRows(1_000_000, "-Xmx64m", MemtableOptions.DEFAULT.bytes());
    }

    @Test
    void ten_million_rows_in_a_heap_of_256_megabytes() throws Exception {
        requireRows(10_000_000, "-Xmx256m", MemtableOptions.DEFAULT.bytes());
    }

    @Test
    void a_hundred_thousand_rows_in_a_heap_of_12_megabytes_and_memtables_of_512_kilobytes() throws Exception {
        requireRows(100_000, "-Xmx12m", 512 << 10);
    }

    private void requireRows(long rows, String heap, long memtableBytes) throws IOException, InterruptedException {
        OwnProcess.requireSuccess(List.of(heap), SmallHeapMain.class, home.resolve("d"), rows, memtableBytes);
    }
}
