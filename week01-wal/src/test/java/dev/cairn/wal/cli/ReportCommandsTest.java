package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stats`, `verify` and `checkpoint`.
class ReportCommandsTest {
    @TempDir
    private Path top;

    private Path dir;

    @BeforeEach
    void put_two_rows() {
        dir = top.resolve("d");
        CairnRun.db("put", "--dir", dir, "a", "1").succeeds();
        CairnRun.db("put", "--dir", dir, "b", "2").succeeds();
    }

    @Test
    void stats_are_figures_for_people() {
        CairnRun.db("delete", "--dir", dir, "b").succeeds();
        CairnRun.db("stats", "--dir", dir).prints("""
            engine      map
            rows        1
            sequence    3
            log
              segments  1
              bytes     70
            checkpoint
              number  0
              bytes   0
            """);
    }

    @Test
    void stats_are_one_json_object_for_programs() {
        CairnRun.db("stats", "--dir", dir, "--json")
                .prints("{\"engine\":\"map\",\"rows\":2,\"sequence\":2,\"log\":{\"segments\":1,\"bytes\":48},"
                        + "\"checkpoint\":{\"number\":0,\"bytes\":0}}\n");
    }

    @Test
    void verify_counts_what_each_file_holds() {
        CairnRun.db("verify", "--dir", dir).prints("""
            engine    map
            damaged   no
            rows      2
            sequence  2
            files
              file        records  bytes  skippedBytes
              000001.log        2     48             0
            """);
    }

    @Test
    void a_torn_tail_is_reported_and_is_no_damage() throws IOException {
        Path log = dir.resolve("000001.log");
        cut(log, 45);

        ProgramRun verify = CairnRun.db("verify", "--dir", dir);

        assertThat(verify.out()).isEqualTo("""
            engine    map
            damaged   no
            rows      1
            sequence  1
            tornTail
              file      %s
              offset    24
              bytes     21
              expected  as much data as the header says
              found     the end of the file
            files
              file        records  bytes  skippedBytes
              000001.log        1     45            21
            """.formatted(log));
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void a_torn_tail_is_noted_until_the_store_is_next_written() throws IOException {
        cut(dir.resolve("000001.log"), 45);
        String note = "cairn: note: dropped the torn tail of " + dir.resolve("000001.log")
                + ": 21 bytes from byte 24 on (expected as much data as the header says, found the end of the file)"
                + System.lineSeparator();

        assertThat(CairnRun.db("get", "--dir", dir, "a").err()).isEqualTo(note);
        assertThat(CairnRun.db("put", "--dir", dir, "c", "3").err()).isEqualTo(note);
        CairnRun.db("scan", "--dir", dir).prints("a\t1\nc\t3\n");
    }

    @Test
    void damage_is_reported_file_by_file_and_with_exit_code_four() throws IOException {
        Path log = dir.resolve("000001.log");
        Contents.flip(log, 20);

        ProgramRun verify = CairnRun.db("verify", "--dir", dir, "--json");

        assertThat(verify.out())
                .isEqualTo("{\"engine\":\"map\",\"damaged\":true,\"files\":"
                        + "[{\"file\":\"000001.log\",\"records\":1,\"bytes\":48,\"skippedBytes\":24}]}\n");
        assertThat(verify.err()).startsWith("cairn: " + log + " is corrupt at byte 0: ");
        assertThat(verify.exitCode()).isEqualTo(4);
    }

    @Test
    void a_missing_file_is_damage() throws IOException {
        CairnRun.db("checkpoint", "--dir", dir).succeeds();
        CairnRun.db("put", "--dir", dir, "c", "3").succeeds();
        Files.delete(dir.resolve("000002.checkpoint"));

        ProgramRun verify = CairnRun.db("verify", "--dir", dir);

        assertThat(verify.err()).contains("000002.checkpoint is corrupt at byte 0: ", "found no such file");
        assertThat(verify.exitCode()).isEqualTo(4);
    }

    @Test
    void a_log_that_is_gone_as_a_whole_is_damage_and_no_empty_store() throws IOException {
        Files.delete(dir.resolve("000001.log"));
        Contents before = Contents.of(top);
        String expected =
                "000001.log is corrupt at byte 0: expected the segment that CAIRN tells of, found no such file";

        for (String command : new String[] {"verify", "scan", "stats", "checkpoint"}) {
            ProgramRun run = CairnRun.db(command, "--dir", dir);
            assertThat(run.err()).contains(expected);
            assertThat(run.exitCode()).isEqualTo(4);
        }
        assertThat(Contents.of(top)).isEqualTo(before);
    }

    @Test
    void a_checkpoint_replaces_the_log_before_it() throws IOException {
        CairnRun.db("checkpoint", "--dir", dir).prints("rows   2\nbytes  41\n");

        assertThat(Files.size(dir.resolve("000002.log"))).isZero();
        assertThat(Files.exists(dir.resolve("000001.log"))).isFalse();
        CairnRun.db("scan", "--dir", dir).prints("a\t1\nb\t2\n");
        assertThat(CairnRun.db("verify", "--dir", dir).succeeds().out())
                .contains("000002.checkpoint        2     41             0");
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(bytes);
        }
    }
}
