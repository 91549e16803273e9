package dev.cairn.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.engine.EngineStore;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The options and operations that week 3 brings to `cairn db`.
class TunedEngineTest {
    private static final int ROWS = 500;

    @TempDir
    private Path top;

    private Path dir;

    @BeforeEach
    void name_a_directory() {
        dir = top.resolve("d");
    }

    @Test
    void compact_says_what_it_removed_reclaimed_and_took() {
        load();
        load();

        ProgramRun run = EngineRun.db("compact", "--dir", dir).succeeds();

        assertThat(run.out())
                .contains("keysRemoved     " + ROWS + "\n")
                .containsPattern("bytesReclaimed  [1-9]")
                .containsPattern("seconds         \\d+\\.\\d\\d\n");
        assertThat(EngineRun.db("stats", "--dir", dir, "--json").out()).contains("\"read\":1,\"space\":1.00");
        EngineRun.db("scan", "--dir", dir, "--count").prints(ROWS + "\n");
    }

    @Test
    void compact_of_a_range_removes_what_is_in_it() {
        load();
        load();
        ProgramRun run = EngineRun.db("compact", "--dir", dir, "--from", "key:100", "--to", "key:200", "--json")
                .succeeds();
        assertThat(run.out()).startsWith("{\"keysRemoved\":").contains("\"bytesReclaimed\":", "\"seconds\":");
    }

    @Test
    void what_was_deleted_is_gone_after_a_merge() {
        load();
        String deletes = IntStream.range(0, ROWS)
                .mapToObj("delete key:%03d\n"::formatted)
                .collect(Collectors.joining());
        EngineRun.reading(deletes + "compact\nstats --json\n", "shell", "--dir", dir, "--sync", "never")
                .succeeds();

        assertThat(EngineRun.db("stats", "--dir", dir, "--json").out()).contains("\"tables\":0");
        EngineRun.db("scan", "--dir", dir, "--count").prints("0\n");
    }

    @Test
    void stats_of_an_open_store_have_what_week_3_counts() {
        String stats = EngineRun.reading("put a 1\nflush\nget a\nstats\n", "shell", "--dir", dir)
                .succeeds()
                .out();
        assertThat(stats.lines())
                .contains("compactions", "amplification", "filter", "cache", "settings")
                .contains("  write  1.00", "  read   1", "  space  1.00", "  failed          0");
    }

    @Test
    void tables_of_zstandard_are_read_by_every_command() {
        load("--compression", "zstd", "--compression-level", "3");

        EngineRun.db("get", "--dir", dir, "key:007").prints(value(7) + "\n");
        EngineRun.db("verify", "--dir", dir).succeeds();
        EngineRun.db("dump", "--dir", dir).succeeds();
        assertThat(EngineRun.db("dump", "--dir", dir, "--salvage")
                        .succeeds()
                        .out()
                        .lines())
                .hasSize(ROWS);
        assertThat(sizeOfTables()).isLessThan(ROWS * value(7).length() / 8);
    }

    @Test
    void stats_say_by_what_tables_are_packed() throws IOException {
        load("--compression", "none");
        load("--compression", "zstd");
        load("--compression", "zstd");
        assertThat(EngineRun.db("stats", "--dir", dir, "--json").succeeds().out())
                .contains("\"packed\":{\"none\":1,\"zstd\":2}");
        assertThat(EngineRun.db("stats", "--dir", dir).succeeds().out()).contains("packed\n  none  1\n  zstd  2\n");

        byte[] bytes = Files.readAllBytes(tables().getLast());
        bytes[bytes.length - 1] ^= 1;
        Files.write(tables().getLast(), bytes);
        assertThat(EngineRun.db("stats", "--dir", dir).succeeds().out()).containsPattern("\n  unreadable  1\n");
    }

    @Test
    void a_damaged_store_with_tables_of_zstandard_is_repaired() throws IOException {
        load("--compression", "zstd");
        Files.delete(dir.resolve("CURRENT"));

        assertThat(EngineRun.db("repair", "--dir", dir).out()).contains("repaired       yes");

        EngineRun.db("get", "--dir", dir, "key:007").prints(value(7) + "\n");
    }

    @Test
    void damage_in_a_table_of_zstandard_is_found() throws IOException {
        load("--compression", "zstd");
        try (RandomAccessFile file = new RandomAccessFile(tables().getFirst().toFile(), "rw")) {
            file.seek(20);
            file.write(file.read() ^ 1);
        }
        assertThat(EngineRun.db("verify", "--dir", dir).exitCode()).isEqualTo(4);
    }

    @Test
    void damage_in_a_filter_is_found_though_nothing_else_needs_it() throws IOException {
        load();
        Path table = tables().getFirst();
        byte[] bytes = Files.readAllBytes(table);
        bytes[endOfFilter(bytes) - 20] ^= 1;
        Files.write(table, bytes);

        EngineRun.db("get", "--dir", dir, "key:007").prints(value(7) + "\n");
        ProgramRun run = EngineRun.db("verify", "--dir", dir);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).startsWith("cairn: " + table + " is corrupt at byte ");
    }

    @Test
    void a_filter_that_denies_a_key_of_its_table_is_found() throws IOException {
        load();
        Path table = tables().getFirst();
        byte[] bytes = Files.readAllBytes(table);
        emptyFilter(bytes);
        Files.write(table, bytes);

        ProgramRun run = EngineRun.db("verify", "--dir", dir);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("expected a filter that knows each key");
    }

    @Test
    void a_filter_whose_header_is_none_is_found_and_written_anew() throws IOException {
        load();
        Path table = tables().getFirst();
        byte[] bytes = Files.readAllBytes(table);
        changeFilter(bytes, start -> bytes[start] = 99);
        Files.write(table, bytes);

        EngineRun.db("get", "--dir", dir, "key:007").prints(value(7) + "\n");
        ProgramRun run = EngineRun.db("verify", "--dir", dir);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .contains("expected a filter of the format cairn.BlockedBloom1, found a block that is none");
        assertThat(EngineRun.db("repair", "--dir", dir).succeeds().out()).contains("tablesWritten  1\n", "none\n");
        EngineRun.db("verify", "--dir", dir).succeeds();
        EngineRun.db("scan", "--dir", dir, "--count").prints(ROWS + "\n");
    }

    @Test
    void a_filter_that_cannot_be_read_is_written_anew() throws IOException {
        load();
        Path table = tables().getFirst();
        byte[] bytes = Files.readAllBytes(table);
        bytes[endOfFilter(bytes) - 20] ^= 1;
        Files.write(table, bytes);

        EngineRun.db("repair", "--dir", dir).succeeds();

        EngineRun.db("verify", "--dir", dir).succeeds();
        EngineRun.db("scan", "--dir", dir, "--count").prints(ROWS + "\n");
    }

    @Test
    void a_repair_writes_tables_with_filters() throws IOException {
        load();
        Path table = tables().getFirst();
        byte[] bytes = Files.readAllBytes(table);
        bytes[20] ^= 1;
        Files.write(table, bytes);

        assertThat(EngineRun.db("repair", "--dir", dir).exitCode()).isEqualTo(4);

        assertThat(filtersOf(dir)).isNotEmpty().allMatch(List.of("cairn.BlockedBloom1")::equals);
    }

    @Test
    void a_filter_of_another_kind_is_noted_and_is_no_damage() {
        LsmOptions foreign = LsmOptions.balanced().withTables(TableOptions.DEFAULT.withFilter(new Foreign()));
        try (Env env = Env.real(4);
                LsmStore store = LsmStore.open(Disk.at(dir), foreign, env)) {
            store.put(Bytes.utf8("k"), Bytes.utf8("v"));
            store.flush();
        }
        assertThat(EngineRun.db("verify", "--dir", dir).succeeds().out())
                .contains("damaged     no\n")
                .containsPattern("notes\n  file +note\n  \\d+\\.sst  has a filter of another kind, which is not asked:"
                        + " test.Foreign\n");
        load();
        EngineRun.db("compact", "--dir", dir).succeeds();
        assertThat(EngineRun.db("verify", "--dir", dir).succeeds().out()).doesNotContain("notes");
    }

    @Test
    void the_sync_policy_is_that_of_the_command_line_or_else_of_the_settings_or_else_always() throws IOException {
        Path never = Files.writeString(top.resolve("never.json"), "{\"sync\": \"never\"}");
        assertThat(syncAfter()).isEqualTo("always");
        assertThat(syncAfter("--config", never)).isEqualTo("never");
        assertThat(syncAfter("--config", never, "--sync", "always")).isEqualTo("always");
        assertThat(syncAfter("--preset", "highThroughput")).isEqualTo("every=10ms");
        assertThat(syncAfter("--preset", "highThroughput", "--config", never)).isEqualTo("never");
    }

    @Test
    void an_option_has_the_last_word() throws IOException {
        Path file = Files.writeString(top.resolve("c.json"), "{\"compression\": \"zstd\"}");
        assertThat(compressionWith("--config", file)).isEqualTo("zstd");
        assertThat(compressionWith("--config", file, "--compression", "none")).isEqualTo("none");
        assertThat(compressionWith("--preset", "lowMemory")).isEqualTo("snappy");
    }

    @Test
    void help_names_the_options_and_the_operations() {
        assertThat(EngineRun.db("put", "--help").succeeds().out())
                .contains("--preset=PRESET", "--config=FILE", "--compression=NAME", "--compression-level=N");
        assertThat(EngineRun.db("--help").succeeds().out()).contains("flush ", "compact ");
        assertThat(EngineRun.reading("help\n", "shell", "--dir", dir).succeeds().out())
                .contains("compact ");
    }

    /// Where the filter, of no compression, ends: its trailer and then the metaindex stand behind it.
    private static int endOfFilter(byte[] table) {
        Bytes footer = Bytes.copyOf(table, table.length - 48, table.length);
        return (int) new ByteReader(footer).varint64() - 5;
    }

    /// Makes the lines of a filter zeros.
    private static void emptyFilter(byte[] table) {
        changeFilter(table, start -> Arrays.fill(table, start + 8, endOfFilter(table), (byte) 0));
    }

    /// Has `change` change the filter, which it is told the start of, and makes its checksum right.
    private static void changeFilter(byte[] table, IntConsumer change) {
        int end = endOfFilter(table);
        int bytes = filterBytes();
        int start = end - bytes;
        change.accept(start);
        int crc = Crc.masked(table, start, bytes + 1);
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(end + 1, crc);
    }

    /// The length of the filter of all rows, which their number alone decides.
    private static int filterBytes() {
        FilterPolicy.Builder builder = BlockedBloom.at(0.01).builder();
        for (int row = 0; row < ROWS; row++) {
            byte[] key = Bytes.utf8("key:%03d".formatted(row)).toArray();
            builder.add(key, 0, key.length);
        }
        return builder.finish().length();
    }

    /// The names of the filters of each table, as a reader that knows none finds them.
    private static Collection<List<String>> filtersOf(Path directory) {
        try (LsmView view = LsmView.open(Disk.at(directory), EngineStore.readingOptions())) {
            return view.foreignFilters().values();
        }
    }

    private String syncAfter(Object... options) {
        Object[] words = Stream.concat(Stream.of("put", "--dir", dir, "k", "v"), Stream.of(options))
                .toArray();
        EngineRun.db(words).succeeds();
        return SideFile.read(Disk.at(dir)).orElseThrow().runs().getLast().sync();
    }

    private String compressionWith(Object... options) {
        Object[] words = Stream.concat(Stream.of("shell", "--dir", dir), Stream.of(options))
                .toArray();
        String stats = EngineRun.reading("stats\n", words).succeeds().out();
        return stats.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("compression "))
                .findFirst()
                .orElseThrow()
                .substring(11)
                .strip();
    }

    private void load(Object... options) {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(row -> "put key:%03d %s\n".formatted(row, value(row)))
                .collect(Collectors.joining());
        Object[] words = Stream.concat(Stream.of("shell", "--dir", dir, "--sync", "never"), Stream.of(options))
                .toArray();
        EngineRun.reading(rows + "flush\n", words).succeeds();
    }

    private static String value(int row) {
        return "v%03d".formatted(row).repeat(40);
    }

    private List<Path> tables() {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".sst")).toList();
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
    }

    private long sizeOfTables() {
        return tables().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /// A filter that no other program has. Stateless.
    private static final class Foreign implements FilterPolicy {
        private final FilterPolicy bloom = BlockedBloom.at(0.01);

        @Override
        public String name() {
            return "test.Foreign";
        }

        @Override
        public Builder builder() {
            return bloom.builder();
        }

        @Override
        public Filter open(MemorySegment block) {
            return bloom.open(block);
        }
    }
}
