package dev.cairn.workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in an edition, from an empty exercise to the last that passes.
class LearnTest {
    @TempDir
    private Path folder;

    private SmallCourse course;

    @BeforeEach
    void make_an_edition() {
        course = SmallCourse.edition(folder);
    }

    @Test
    void next_names_what_to_write_and_where() {
        assertThat(course.run("next")).isZero();
        assertThat(course.out())
                .contains("1.1 Adding   (5 minutes, 2 points)", "Counter#add", SmallCourse.COUNTER + ":10")
                .contains("docs/weeks/week01/01-adding.md", "What is one and one?", "./cairn learn check 1.1");
    }

    @Test
    void status_tells_how_far_each_exercise_is() {
        course.fill("1.1", "count++;").fill("1.2", "return 7;");
        assertThat(course.run("check", "1.1")).isZero();
        assertThat(course.run("status")).isZero();
        assertThat(course.out())
                .containsPattern("1\\.1 +Adding +5 min +passes")
                .containsPattern("1\\.2 .* not checked");
        assertThat(course.out()).contains("1 of 2 pass", "Next: 1.2");
    }

    @Test
    void what_was_right_is_checked_again_when_it_has_changed() {
        course.fill("1.1", "count++;");
        assertThat(course.run("check")).isZero();
        course.write(course.source().replace("count++;", "count += 1;"));
        assertThat(course.run("status")).isZero();
        assertThat(course.out()).containsPattern("1\\.1 .* not checked");
    }

    @Test
    void an_exercise_that_is_right_passes() {
        course.fill("1.1", "count++;");
        assertThat(course.run("check")).isZero();
        assertThat(course.out()).contains("passes  1 test passes", "Next: 1.2");
    }

    @Test
    void what_is_not_written_is_neither_run_nor_right() {
        assertThat(course.run("check", "--all")).isEqualTo(1);
        assertThat(course.out())
                .containsPattern("1\\.1 +Adding +to do\n")
                .contains("Nothing is written yet in", "Counter#add");
    }

    @Test
    void what_another_exercise_keeps_from_running_waits_for_it() {
        course.fill("1.2", "return count;");
        assertThat(course.run("check", "1.2")).isEqualTo(1);
        assertThat(course.out()).contains("waits  1 waits for 1.1");
    }

    @Test
    void a_failure_begins_with_the_verdict_and_ends_with_the_replay() {
        course.fill("1.1", "count--;");
        assertThat(course.run("check", "1.1")).isEqualTo(1);
        assertThat(course.out().lines().filter(line -> !line.isBlank()).toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("Adding", "FAILS  1 of 1 test fails"),
                        line -> assertThat(line).isEqualTo("CounterTest: it adds one"),
                        line -> assertThat(line).isEqualTo("  what was added ==> expected: <1> but was: <-1>"),
                        line -> assertThat(line).isEqualTo("  at   CounterTest.it_adds_one(CounterTest.java:14)"),
                        line -> assertThat(line)
                                .isEqualTo("among the mistakes that this test notices: Z1-01, adding does nothing"),
                        line -> assertThat(line)
                                .isEqualTo("again, alone: ./cairn learn replay 'demo.CounterTest#it_adds_one'"));
    }

    @Test
    void replay_runs_the_last_failure_again() {
        course.fill("1.1", "");
        assertThat(course.run("check", "1.1")).isEqualTo(1);
        assertThat(course.run("replay")).isEqualTo(1);
        assertThat(course.out()).contains("expected: <1> but was: <0>");
        course.write(course.source().replace("public void add() {\n        ", "public void add() {\n        count++;"));
        assertThat(course.run("replay", "CounterTest#it_adds_one")).isZero();
        assertThat(course.out()).contains("CounterTest: it adds one: passes");
    }

    @Test
    void what_does_not_compile_is_said_with_file_and_line() {
        course.fill("1.1", "cuont++;");
        assertThat(course.run("check", "1.1")).isEqualTo(1);
        assertThat(course.out())
                .startsWith("It does not compile:\n  " + SmallCourse.COUNTER + ":12: cannot find symbol");
    }

    @Test
    void what_cannot_even_be_parsed_is_said_too() {
        course.fill("1.1", "count++");
        assertThat(course.run("check", "1.1")).isEqualTo(1);
        assertThat(course.out()).contains(SmallCourse.COUNTER + ":12: ';' expected");
        assertThat(course.run("reset", "1.1")).isEqualTo(2);
        assertThat(course.err()).contains("mend the syntax first: " + SmallCourse.COUNTER);
    }

    @Test
    void hints_go_one_step_further_each_time() {
        assertThat(course.run("hint", "1.1")).isZero();
        assertThat(course.out()).contains("Hint 1 of 3 for 1.1 Adding", "Think of one.");
        assertThat(course.run("hint", "1.1")).isZero();
        assertThat(course.out()).contains("Hint 2 of 3", "Add it.");
        assertThat(course.run("hint", "1.1", "--level", "1")).isZero();
        assertThat(course.run("hint", "1.1")).isZero();
        assertThat(course.out()).contains("Hint 3 of 3").doesNotContain("solution");
        assertThat(course.run("hint", "1.1")).isZero();
        assertThat(course.out()).contains("Hint 3 of 3", "solution 1.1 --give-up");
        assertThat(course.run("hint", "1.1", "--level", "4")).isEqualTo(2);
    }

    @Test
    void reset_empties_an_exercise_and_keeps_what_was_there() throws Exception {
        String empty = course.source();
        course.fill("1.1", "count++;");
        String filled = course.source();
        assertThat(course.run("reset", "1.1")).isZero();
        assertThat(course.source()).isEqualTo(empty);
        assertThat(Files.readString(course.root().resolve(".cairn/undo/1.1-1/" + SmallCourse.COUNTER)))
                .isEqualTo(filled);
    }

    @Test
    void the_solution_is_for_whoever_has_one_or_gives_up() {
        assertThat(course.run("solution", "1.1")).isEqualTo(2);
        assertThat(course.err()).contains("exercise 1.1 does not pass by its last check", "--give-up");
        assertThat(course.run("solution", "1.1", "--give-up", "--write")).isZero();
        assertThat(course.out()).contains("count++;");
        assertThat(course.run("check", "1.1")).isZero();
    }

    @Test
    void diff_compares_with_the_reference() {
        course.fill("1.1", "count += 1;");
        assertThat(course.run("diff", "1.1")).isEqualTo(2);
        assertThat(course.run("check", "1.1")).isZero();
        assertThat(course.run("diff", "1.1")).isZero();
        assertThat(course.out()).contains("-        count += 1;", "+        count++;");
    }

    @Test
    void the_zoo_works_on_compiled_wrong_solutions() {
        assertThat(course.run("zoo", "Z1-01")).isZero();
        assertThat(course.out()).contains("noticed by demo.CounterTest#it_adds_one", "All 1 are noticed.");
        assertThat(course.run("zoo", "--record")).isEqualTo(2);
    }

    @Test
    void data_are_printed_as_json() {
        course.fill("1.1", "count--;");
        assertThat(course.run("check", "1.1", "--json")).isEqualTo(1);
        assertThat(course.out())
                .startsWith(
                        "{\"compiles\":true,\"exercises\":[{\"id\":\"1.1\",\"title\":\"Adding\",\"state\":\"FAILS\"");
        assertThat(course.run("status", "--json")).isZero();
        assertThat(course.out()).contains("\"state\":\"FAILS\",\"minutes\":5,\"points\":2");
        assertThat(course.run("next", "--json")).isZero();
        assertThat(course.out()).contains("\"where\":\"Counter#add\"");
    }

    @Test
    void an_unknown_exercise_or_option_is_the_requests_fault() {
        assertThat(course.run("check", "1.9")).isEqualTo(2);
        assertThat(course.err()).contains("there is no exercise 1.9: there are 1.1 to 1.2");
        assertThat(course.run("check", "two")).isEqualTo(2);
        assertThat(course.run("check", "--wek", "1")).isEqualTo(2);
        assertThat(course.run("check", "--week", "4")).isEqualTo(2);
        assertThat(course.run("start", "elsewhere")).isEqualTo(2);
        assertThat(course.run()).isEqualTo(2);
    }
}
