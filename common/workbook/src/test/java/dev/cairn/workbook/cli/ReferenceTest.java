package dev.cairn.workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in the reference.
class ReferenceTest {
    @TempDir
    private Path folder;

    private SmallCourse course;

    @BeforeEach
    void write_a_reference() {
        course = SmallCourse.reference(folder);
    }

    @Test
    void every_exercise_passes() {
        assertThat(course.run("check", "--all")).isZero();
        assertThat(course.out()).containsPattern("1\\.1 .* passes").containsPattern("1\\.2 .* passes");
    }

    @Test
    void there_is_nothing_to_reset_or_compare() {
        assertThat(course.run("reset", "1.1")).isEqualTo(2);
        assertThat(course.err()).contains("this is the reference", "cairn learn start DIR");
        assertThat(course.run("diff", "1.1")).isEqualTo(2);
    }

    @Test
    void an_edition_is_not_made_inside_of_the_reference() {
        assertThat(course.run("start", course.root().resolve("mine").toString()))
                .isEqualTo(3);
        assertThat(course.err()).contains("lies inside of the reference");
    }

    @Test
    void recording_writes_the_killer_and_the_page() throws Exception {
        Path entry = course.root().resolve("week01-demo/src/zoo/Z1-01-lazy.java");
        String before = Files.readString(entry);
        Files.writeString(entry, before.replace("/// killer: demo.CounterTest#it_adds_one\n", ""));
        assertThat(course.run("zoo", "--record")).isZero();
        assertThat(Files.readString(entry)).isEqualTo(before);
        assertThat(Files.readString(course.root().resolve("docs/zoo.md")))
                .contains("| Z1-01 | adding does nothing | MODEL | 1.1 | `CounterTest#it_adds_one` | < 1 |");
    }

    @Test
    void what_survives_is_named() throws Exception {
        Path entry = course.root().resolve("week01-demo/src/zoo/Z1-01-lazy.java");
        String before = Files.readString(entry);
        Files.writeString(entry, before.replace("add() {}", "add() { count++; }"));
        assertThat(course.run("zoo")).isEqualTo(1);
        assertThat(course.out()).contains("SURVIVES 2 tests", "NOT noticed: Z1-01 (1 of 1)");
    }

    @Test
    void an_entry_that_is_no_entry_is_said_line_by_line() throws Exception {
        Path entry = course.root().resolve("week01-demo/src/zoo/Z1-01-lazy.java");
        Files.writeString(entry, Files.readString(entry).replace("MODEL", "QUIET"));
        assertThat(course.run("zoo")).isEqualTo(1);
        assertThat(course.err())
                .contains("week01-demo/src/zoo/Z1-01-lazy.java:3: invariant: expected one of MODEL, found 'QUIET'");
    }
}
