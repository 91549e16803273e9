package dev.cairn.workbook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small tree in order, and every way in which it can be out of order.
class CourseGateTest {
    private static final String MAIN = "week01-wal/src/main/java/dev/cairn/wal/";
    private static final String TESTS = "week01-wal/src/test/java/dev/cairn/wal/ATest.java";
    private static final String PAGE = """
        ---
        id: "ID"
        title: A title
        minutes: 30
        points: 5
        needs: [NEEDS]
        ---
        # ID A title
        Why it matters.
        ## Predict
        What will happen?
        ::: details Answer
        This.
        :::
        ## Hints
        ::: details A nudge
        One.
        :::
        ::: details The idea
        Two.
        :::
        ::: details A sketch
        Three.
        :::
        ## What a wrong answer looks like
        Red.
        ## Quiz
        1. Why?
        ::: details Answer
        Because.
        :::
        """;

    @TempDir
    private Path root;

    @BeforeEach
    void write_a_tree_in_order() {
        write("week01-wal/pom.xml", "<project/>\n");
        writeMarked("One", "1.1");
        writeMarked("Two", "1.2");
        writePage("01-one", "1.1", "");
        writePage("02-two", "1.2", "\"1.1\"");
        write(TESTS, "@Tag(\"1.1\") class ATest { @Tag(\"1.2\") @Tag(\"full\") void a() {} }\n");
    }

    @Test
    void a_tree_in_order_has_no_problem() {
        assertThat(CourseGate.problems(root)).isEmpty();
    }

    @Test
    void a_tree_without_exercises_has_none_either() {
        assertThat(CourseGate.problems(root.resolve("docs"))).isEmpty();
    }

    @Test
    void a_gap_between_numbers_is_one() {
        writeMarked("Four", "1.4");
        assertThat(CourseGate.problems(root)).contains("week 1 has no exercise 1.3 before 1.4");
    }

    @Test
    void an_exercise_may_have_a_part_in_common() {
        write("common/core/pom.xml", "<project/>\n");
        write("common/core/src/main/java/X.java", marked("X", "1.2"));
        assertThat(CourseGate.problems(root)).isEmpty();
    }

    @Test
    void an_id_of_an_earlier_week_is_one() {
        write("week02-demo/pom.xml", "<project/>\n");
        write("week02-demo/src/main/java/X.java", marked("X", "1.2"));
        assertThat(CourseGate.problems(root))
                .anyMatch(problem -> problem.endsWith(": exercise 1.2 is in the module of week 2"));
    }

    @Test
    void an_exercise_of_a_later_week_may_lie_where_its_seam_is() {
        writeMarked("Five", "5.1");
        assertThat(CourseGate.problems(root)).noneMatch(problem -> problem.contains("is in the module"));
    }

    @Test
    void two_pages_of_one_id_are_one() {
        writePage("02-again", "1.2", "");
        assertThat(CourseGate.problems(root))
                .containsExactly("docs/weeks/week01/02-two.md: another page has the id 1.2 too");
    }

    @Test
    void a_missing_page_is_one() {
        delete("docs/weeks/week01/02-two.md");
        assertThat(CourseGate.problems(root))
                .containsExactly("exercise 1.2 has no page docs/weeks/week01/02-….md, or not a whole one");
    }

    @Test
    void a_page_without_exercise_is_one() {
        writePage("03-three", "1.3", "");
        assertThat(CourseGate.problems(root))
                .containsExactly("docs/weeks/week01/03-three.md: no method is marked @Exercise(\"1.3\")");
    }

    @Test
    void a_page_that_needs_a_later_one_is_one() {
        writePage("01-one", "1.1", "\"1.2\"");
        assertThat(CourseGate.problems(root))
                .containsExactly("docs/weeks/week01/01-one.md: needs 1.2, which does not come before it");
    }

    @Test
    void a_page_at_the_wrong_place_is_one() {
        delete("docs/weeks/week01/02-two.md");
        writePage("07-two", "1.2", "");
        assertThat(CourseGate.problems(root))
                .containsExactly("docs/weeks/week01/07-two.md: its id is 1.2, its place that of 1.7");
    }

    @Test
    void an_exercise_without_test_is_one() {
        write(TESTS, "@Tag(\"1.1\") class ATest {}\n");
        assertThat(CourseGate.problems(root)).containsExactly("exercise 1.2 has no test with @Tag(\"1.2\")");
    }

    @Test
    void a_tag_without_exercise_is_one() {
        write(TESTS, "@Tag(\"1.1\") class ATest { @Tag(\"1.2\") @Tag(\"1.9\") void a() {} }\n");
        assertThat(CourseGate.problems(root)).containsExactly(TESTS + ": @Tag(\"1.9\"), but there is no exercise 1.9");
    }

    @Test
    void a_body_that_is_too_long_is_one() {
        write(MAIN + "Two.java", marked("Two", "1.2").replace("return 1;", "return 1;\n".repeat(30) + "return 1;"));
        assertThat(CourseGate.problems(root))
                .containsExactly(
                        MAIN + "Two.java:5: exercise 1.2: the body of Two#one has 31 lines, at most 30 are a task");
    }

    @Test
    void a_method_without_task_is_one() {
        write(MAIN + "Two.java", marked("Two", "1.2").replace("/// The task.", ""));
        assertThat(CourseGate.problems(root))
                .containsExactly(MAIN + "Two.java:5: exercise 1.2: Two#one has no comment, which would be the task");
    }

    @Test
    void a_body_that_was_never_written_is_one() {
        write(MAIN + "Two.java", marked("Two", "1.2").replace("return 1;", "throw new NotDoneYet(\"1.2\");"));
        assertThat(CourseGate.problems(root))
                .containsExactly(MAIN + "Two.java:5: exercise 1.2: Two#one is empty in the reference");
    }

    private void writeMarked(String type, String id) {
        write(MAIN + type + ".java", marked(type, id));
    }

    private static String marked(String type, String id) {
        return """
            import dev.cairn.workbook.Exercise;

            class %s {
                /// The task.
                @Exercise("%s")
                int one() {
                    return 1;
                }
            }
            """.formatted(type, id);
    }

    private void writePage(String name, String id, String needs) {
        write("docs/weeks/week01/" + name + ".md", PAGE.replace("ID", id).replace("NEEDS", needs));
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void delete(String name) {
        try {
            Files.delete(root.resolve(name));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
