package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `load`, from the first line of its input to the last one of its output.
class LoadCommandTest {
    private static final String SUMMARY =
            "loaded %s rows in \\d+\\.\\d\\d s: [\\d,]+ rows/s, sync %s, batch p50 \\d+\\.\\d ms, p99 \\d+\\.\\d ms%n";

    @TempDir
    private Path top;

    private Path dir;

    @BeforeEach
    void name_a_directory() {
        dir = top.resolve("d");
    }

    @Test
    void a_file_is_loaded_and_the_last_line_tells_rows_time_rate_and_policy() throws IOException {
        Path file = Files.writeString(top.resolve("rows.tsv"), rows(1, 2_500));

        ProgramRun load =
                CairnRun.db("load", "--dir", dir, "--sync", "every=10ms", file).succeeds();

        assertThat(load.out()).matches(SUMMARY.formatted("2,500", "every=10ms"));
        CairnRun.db("scan", "--dir", dir, "--count").prints("2500\n");
    }

    @Test
    void acknowledgements_grow_up_to_the_last_line() {
        ProgramRun load = CairnRun.dbReading(rows(1, 2_500), "load", "--dir", dir, "--ack", "--batch", "7", "-");

        List<Integer> acknowledged = load.out().lines().map(Integer::valueOf).toList();
        assertThat(acknowledged).isSorted().doesNotHaveDuplicates().endsWith(2_500);
        assertThat(load.err()).matches(SUMMARY.formatted("2,500", "always"));
        assertThat(load.exitCode()).isZero();
    }

    @Test
    void of_two_rows_with_the_same_key_the_later_one_stays() {
        CairnRun.dbReading("k\t1\nk\t2\n", "load", "--dir", dir, "-").succeeds();
        CairnRun.db("get", "--dir", dir, "k").prints("2\n");
    }

    @Test
    void the_end_of_a_line_may_be_missing_or_that_of_windows() {
        CairnRun.dbReading("a\t1\r\nb\t2", "load", "--dir", dir, "-").succeeds();
        CairnRun.db("dump", "--dir", dir).prints("a\t1\nb\t2\n");
    }

    @Test
    void no_rows_make_an_empty_store() {
        assertThat(CairnRun.dbReading("", "load", "--dir", dir, "-").succeeds().out())
                .matches(SUMMARY.formatted("0", "always"));
        CairnRun.db("dump", "--dir", dir).prints("");
    }

    @Test
    void a_value_longer_than_a_batch_is_loaded() {
        String value = "v".repeat(3 << 20);
        CairnRun.dbReading("a\t1\nlarge\t" + value + "\nz\t2\n", "load", "--dir", dir, "-")
                .succeeds();
        CairnRun.db("get", "--dir", dir, "large").prints(value + "\n");
    }

    @Test
    void a_malformed_row_ends_the_load_and_the_rows_before_it_stay() throws IOException {
        Path file = Files.writeString(top.resolve("rows.tsv"), rows(1, 250) + "no row\n" + rows(251, 300));

        CairnRun.db("load", "--dir", dir, file)
                .fails(2, file + " line 251: expected key<TAB>value, found no TAB in \"no row\"; rows loaded: 250");

        CairnRun.db("dump", "--dir", dir).prints(rows(1, 250));
    }

    @Test
    void a_malformed_first_row_leaves_an_empty_store() {
        CairnRun.dbReading("\n", "load", "--dir", dir, "-")
                .fails(2, "standard input line 1: expected key<TAB>value, found an empty line; rows loaded: 0");
    }

    @Test
    void a_malformed_row_is_told_in_the_words_of_its_format() {
        CairnRun.dbReading("0\t00\n", "load", "--dir", dir, "--hex", "-")
                .fails(
                        2,
                        "standard input line 1: expected pairs of hexadecimal digits, found \"0\\x0900\";"
                                + " rows loaded: 0");
        CairnRun.dbReading("{\"key\":\"k\"}\n", "load", "--dir", dir, "--json", "-")
                .fails(
                        2,
                        "standard input line 1: expected {\"key\":\"...\",\"value\":\"...\"}, "
                                + "found \"{\"key\":\"k\"}\"; rows loaded: 0");
    }

    @Test
    void a_reserved_key_ends_the_load_and_its_line_is_named() {
        CairnRun.dbReading("a\t1\n\\x00cairn\\x00x\t2\nb\t3\n", "load", "--dir", dir, "-")
                .fails(
                        2,
                        "standard input line 2: key \"\\x00cairn\\x00x\" is reserved: keys that begin with the bytes"
                                + " 00636169726e00 belong to the node; use another key; rows loaded: 1");
        CairnRun.db("dump", "--dir", dir).prints("a\t1\n");
    }

    @Test
    void a_key_over_its_limit_ends_the_load_and_its_line_is_named() {
        CairnRun.dbReading("a\t1\n" + "k".repeat(65_537) + "\t2\n", "load", "--dir", dir, "-")
                .fails(2, "standard input line 2: key of 65537 bytes is over the limit of 65536 bytes; rows loaded: 1");
    }

    @Test
    void an_input_that_breaks_off_ends_the_load_and_the_rows_before_it_stay() {
        InputStream whole = new ByteArrayInputStream(rows(1, 3).getBytes(StandardCharsets.UTF_8));
        InputStream broken = new FilterInputStream(whole) {
            @Override
            public int read(byte[] target, int start, int length) throws IOException {
                int read = super.read(target, start, length);
                if (read < 0) {
                    throw new IOException("the cable is out");
                }
                return read;
            }
        };

        CairnRun.dbReading(broken, "load", "--dir", dir, "-")
                .fails(3, "cannot read standard input: the cable is out; rows loaded: 3");

        CairnRun.db("dump", "--dir", dir).prints(rows(1, 3));
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("key:%06d\tvalue"::formatted)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
