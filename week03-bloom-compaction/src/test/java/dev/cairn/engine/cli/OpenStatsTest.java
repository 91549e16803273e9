package dev.cairn.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a person finds what in the stats of a store that is open.
class OpenStatsTest {
    @TempDir
    private Path top;

    private Path dir;

    @BeforeEach
    void name_a_directory() {
        dir = top.resolve("d");
    }

    @Test
    void stats_of_an_open_store_end_with_the_settings_that_matter() throws IOException {
        assertThat(statsWith()).endsWith("""
            settings
              preset                   balanced
              memtableBytes            16 MiB
              compression              snappy
              filterFalsePositiveRate  0.01
              cacheBytes               64 MiB
              compaction               leveled
            """);
        Path file = Files.writeString(top.resolve("c.json"), "{\"compaction\": \"tiered\", \"cacheBytes\": 0}");
        assertThat(statsWith("--preset", "lowMemory", "--config", file, "--compression", "zstd"))
                .contains("  preset                   lowMemory, with " + file + "\n", "  cacheBytes               0\n")
                .contains("  compaction               tiered\n", "  compressionLevel         1\n");
    }

    @Test
    void stats_of_an_open_store_tell_when_the_last_merge_was() {
        String words = "put a 1\nflush\nput a 2\nflush\ncompact\nstats\n";
        assertThat(EngineRun.reading(words, "shell", "--dir", dir).succeeds().out())
                .containsPattern("\n  merges +1\n")
                .containsPattern("\n  last +\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\n");
    }

    @Test
    void in_the_stats_of_an_open_store_no_figure_stands_behind_another_section() {
        assertThat(statsWith().lines().skip(3))
                .filteredOn(line -> !line.startsWith(" "))
                .containsExactly(
                        "levels",
                        "memory",
                        "log",
                        "manifest",
                        "commits",
                        "flushes",
                        "compactions",
                        "amplification",
                        "filter",
                        "cache",
                        "rowDirectories",
                        "settings");
    }

    private String statsWith(Object... options) {
        Object[] words = Stream.concat(Stream.of("shell", "--dir", dir), Stream.of(options))
                .toArray();
        return EngineRun.reading("stats\n", words).succeeds().out();
    }
}
