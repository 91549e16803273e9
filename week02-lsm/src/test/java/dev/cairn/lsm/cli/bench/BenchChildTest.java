package dev.cairn.lsm.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the process of an engine answers, in this process.
final class BenchChildTest {
    private static final long ROWS = 40;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path home;

    @Test
    void a_store_that_can_do_everything_fails_nowhere() throws Exception {
        String[] all = Arrays.stream(Workload.values())
                .filter(workload -> workload.kind() != Workload.Kind.RECOVERY)
                .map(Workload::label)
                .toArray(String[]::new);
        assertThat(run(new CountingStore.Able(), false, all))
                .hasSize(all.length)
                .noneMatch(BenchResult::isFailed);
    }

    @Test
    void what_a_store_cannot_do_hinders_nothing_else() throws Exception {
        List<BenchResult> results = run(new CountingStore.Forward(), false, "fillseq", "readreverse", "readseq");

        assertThat(results).extracting(BenchResult::failure).containsExactly("", "UnsupportedOperationException", "");
        assertThat(results.getLast().found()).isEqualTo(ROWS);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void nothing_goes_on_with_a_store_that_was_not_filled() throws Exception {
        List<BenchResult> results = run(new CountingStore.Unwritable(), false, "fillseq", "readseq", "fillbatch");

        assertThat(results)
                .extracting(BenchResult::failure)
                .containsExactly(
                        "UnsupportedOperationException",
                        "IllegalStateException: no workload has filled a store for it",
                        "");
    }

    @Test
    void cold_reads_begin_with_a_store_that_was_closed_and_opened() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        CountingStore.Able stores = new CountingStore.Able();
        BenchStore.Opener counting = new BenchStore.Opener() {
            @Override
            public BenchStore open(Path directory, BenchSetting setting) {
                opened.incrementAndGet();
                return stores.open(directory, setting);
            }

            @Override
            public String description() {
                return "counts openings";
            }
        };
        List<BenchResult> results = run(counting, false, "fillseq", "readrandom", "readcold");

        assertThat(results.getLast().operations()).isEqualTo(ROWS / 10);
        assertThat(opened).as("twice for the warm-up, twice measured").hasValue(4);
    }

    @Test
    void what_is_put_and_deleted_counts_in_bytes() throws Exception {
        List<BenchResult> results =
                run(new CountingStore.Able(), false, "fillbatch", "deleterandom", "readseq", "overwrite");
        assertThat(results).extracting(BenchResult::putBytes).containsExactly(ROWS * 26, ROWS * 16, 0L, ROWS * 26);
    }

    @Test
    void values_of_stores_that_compress_can_be_compressed() {
        byte[] plain = new BenchKeys(1, 100, BenchSetting.Packing.NONE).value();
        byte[] packed = new BenchKeys(1, 100, BenchSetting.Packing.ZSTD).value();

        assertThat(Arrays.copyOfRange(packed, 50, 100)).isEqualTo(Arrays.copyOf(packed, 50));
        assertThat(Arrays.copyOfRange(plain, 50, 100)).isNotEqualTo(Arrays.copyOf(plain, 50));
    }

    @Test
    void a_writer_beside_the_readers_fails_the_workload() throws Exception {
        List<BenchResult> results = run(new CountingStore.Unwritable(), false, "fillbatch", "readwhilewriting");
        assertThat(results).extracting(BenchResult::isFailed).containsExactly(false, true);
    }

    @Test
    void where_it_failed_is_shown_once_if_that_is_asked() throws Exception {
        run(new CountingStore.Forward(), true, "fillseq", "readreverse");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("UnsupportedOperationException")
                .contains("\tat " + CountingStore.class.getName());
    }

    private List<BenchResult> run(BenchStore.Opener opener, boolean isDebugging, String... workloads)
            throws IOException, InterruptedException {
        BenchPlan plan = new BenchPlan(
                "fake",
                opener.getClass().getName(),
                home.toString(),
                List.of(workloads),
                ROWS,
                10,
                1,
                0.5,
                new BenchSetting(false, 1 << 20, 1 << 20, BenchSetting.Packing.NONE),
                false,
                false,
                false,
                isDebugging);
        new BenchChild(
                        plan,
                        opener,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Codecs.json(BenchResult.class).decode(Bytes.utf8(line)))
                .toList();
    }
}
