package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scan`, `dump` and `sample`.
class RowCommandsTest {
    @TempDir
    private Path top;

    private Path dir;

    @BeforeEach
    void load_four_rows() {
        dir = top.resolve("d");
        CairnRun.dbReading("a:1\tone\na:2\ttwo\nb:1\t\\ttab\\xff\nb:2\t\n", "load", "--dir", dir, "-")
                .succeeds();
    }

    @Test
    void scan_prints_escaped_rows_in_key_order() {
        CairnRun.db("scan", "--dir", dir).prints("a:1\tone\na:2\ttwo\nb:1\t\\ttab\\xff\nb:2\t\n");
    }

    @Test
    void scan_by_prefix() {
        CairnRun.db("scan", "--dir", dir, "--prefix", "a:").prints("a:1\tone\na:2\ttwo\n");
        CairnRun.db("scan", "--dir", dir, "--prefix", "c").prints("");
    }

    @Test
    void scan_from_a_key_included_to_a_key_excluded() {
        CairnRun.db("scan", "--dir", dir, "--from", "a:2", "--to", "b:2").prints("a:2\ttwo\nb:1\t\\ttab\\xff\n");
        CairnRun.db("scan", "--dir", dir, "--from", "b:2").prints("b:2\t\n");
        CairnRun.db("scan", "--dir", dir, "--to", "a:2").prints("a:1\tone\n");
        CairnRun.db("scan", "--dir", dir, "--from", "z", "--to", "a").prints("");
    }

    @Test
    void scan_backwards_and_with_a_limit() {
        CairnRun.db("scan", "--dir", dir, "--reverse", "--limit", "1").prints("b:2\t\n");
        CairnRun.db("scan", "--dir", dir, "--reverse", "--prefix", "a").prints("a:2\ttwo\na:1\tone\n");
        CairnRun.db("scan", "--dir", dir, "--limit", "0").prints("");
    }

    @Test
    void scan_prints_keys_alone_in_each_format() {
        CairnRun.db("scan", "--dir", dir, "--keys-only", "--prefix", "a").prints("a:1\na:2\n");
        CairnRun.db("scan", "--dir", dir, "--keys-only", "--hex", "--limit", "1")
                .prints("613a31\n");
        CairnRun.db("scan", "--dir", dir, "--keys-only", "--json", "--from", "b:2")
                .prints("{\"key\":\"b:2\"}\n");
        CairnRun.db("scan", "--dir", dir, "--keys-only", "--count").prints("4\n");
    }

    @Test
    void scan_counts() {
        CairnRun.db("scan", "--dir", dir, "--count").prints("4\n");
        CairnRun.db("scan", "--dir", dir, "--count", "--prefix", "b").prints("2\n");
        CairnRun.db("scan", "--dir", dir, "--count", "--limit", "3").prints("3\n");
    }

    @Test
    void scan_in_hexadecimal_takes_its_bounds_so_too() {
        CairnRun.db("scan", "--dir", dir, "--hex", "--prefix", "623a31").prints("623a31\t09746162ff\n");
    }

    @Test
    void scan_as_json_lines() {
        CairnRun.db("scan", "--dir", dir, "--json", "--prefix", "b:")
                .prints("{\"key\":\"b:1\",\"valueHex\":\"09746162ff\"}\n{\"key\":\"b:2\",\"value\":\"\"}\n");
    }

    @Test
    void a_dump_can_be_loaded_in_each_format() {
        String rows = CairnRun.db("dump", "--dir", dir).succeeds().out();
        for (String format : new String[] {"--hex", "--json"}) {
            Path copy = top.resolve("copy" + format);
            String dump = CairnRun.db("dump", "--dir", dir, format).succeeds().out();
            CairnRun.dbReading(dump, "load", "--dir", copy, format, "-").succeeds();
            CairnRun.db("dump", "--dir", copy).prints(rows);
        }
    }

    @Test
    void a_salvage_of_a_sound_store_is_a_dump() {
        CairnRun.db("dump", "--dir", dir, "--salvage")
                .prints(CairnRun.db("dump", "--dir", dir).out());
    }

    @Test
    void a_salvage_prints_what_can_be_read_and_says_what_cannot() throws IOException {
        for (int i = 0; i < 3; i++) {
            CairnRun.db("put", "--dir", dir, "c:" + i, "later").succeeds();
        }
        Path log = dir.resolve("000001.log");
        Contents.flip(log, Files.size(log) - 40);
        Contents before = Contents.of(dir);

        ProgramRun salvage = CairnRun.db("dump", "--dir", dir, "--salvage");

        assertThat(salvage.out())
                .contains("a:1\tone\n", "c:0\tlater\n", "c:2\tlater\n")
                .doesNotContain("c:1");
        assertThat(salvage.err())
                .isEqualTo("cairn: skipped 30 bytes of " + log + " from byte 84 on: "
                        + "expected the checksum that the header holds, found another one" + System.lineSeparator());
        assertThat(salvage.exitCode()).isEqualTo(4);
        assertThat(Contents.of(dir)).isEqualTo(before);
    }

    @Test
    void a_salvage_does_without_a_readable_side_file() throws IOException {
        Contents.flip(dir.resolve("CAIRN"), 20);

        ProgramRun salvage = CairnRun.db("dump", "--dir", dir, "--salvage");

        assertThat(salvage.out()).startsWith("a:1\tone\n");
        assertThat(salvage.err()).startsWith("cairn: note: " + dir.resolve("CAIRN") + " is corrupt at byte 0: ");
        assertThat(salvage.exitCode()).isZero();
    }

    @Test
    void the_sample_is_the_names_of_unicode_characters() {
        CairnRun.db("sample", "--rows", "3").prints("U+0000\tNULL\nU+0001\tSTART OF HEADING\nU+0002\tSTART OF TEXT\n");
        String all = CairnRun.db("sample").succeeds().out();
        assertThat(all.lines()).hasSizeGreaterThan(150_000).contains("U+1F600\tGRINNING FACE");
    }

    @Test
    void a_seed_shuffles_the_sample_the_same_way_each_time() {
        String first =
                CairnRun.db("sample", "--rows", "100", "--seed", "7").succeeds().out();
        CairnRun.db("sample", "--rows", "100", "--seed", "7").prints(first);
        assertThat(CairnRun.db("sample", "--rows", "100", "--seed", "8").out()).isNotEqualTo(first);
    }
}
