package dev.cairn.workbook.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.run.FixtureTree;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A zoo in order, and every way in which it can be out of order.
class ZooGateTest {
    private static final String TESTS = """
            package demo;
            @Tag("1.1") class CounterTest extends Base {
                @Tag("1.2") @Tag("full") void counts() {}
                void stands() {}
                @net.jqwik.api.Tag("1.2") class Inner { void counts_inside() {} }
            }
            class Base { void of_the_base() {} }
            """;

    @TempDir
    private Path folder;

    private FixtureTree tree;

    @BeforeEach
    void write_a_tree() {
        tree = FixtureTree.at(folder)
                .write("docs/glossary.md", "## Promises\n\n| name | promise |\n|---|---|\n| MODEL | It counts. |\n")
                .write("week01-demo/src/main/java/demo/Counter.java", marked("1.1") + marked("1.2"))
                .write("week01-demo/src/test/java/demo/CounterTest.java", TESTS)
                .write("week01-demo/src/test/java/demo/PlainTest.java", "package demo; class PlainTest {}");
    }

    @Test
    void a_killer_of_the_entrys_exercise_is_in_order() {
        assertProblem("1.2", "/// killer: demo.CounterTest#counts\n");
        assertProblem("1.1", "/// killer: demo.CounterTest#stands\n");
        assertProblem("1.1", "/// killer: demo.CounterTest#of_the_base\n");
        assertProblem("1.2", "/// killer: demo.CounterTest$Inner#counts_inside\n");
        assertProblem("none", "/// killer: demo.CounterTest#stands\n");
    }

    @Test
    void an_entry_without_killer_is_not() {
        assertProblem("1.1", "", "Z1-01: no killer is recorded: ./cairn learn zoo Z1-01 --record");
    }

    @Test
    void a_killer_that_is_no_test_is_not() {
        assertProblem("1.1", "/// killer: demo.PlainTest#counts\n", "Z1-01: there is no test demo.PlainTest#counts");
        assertProblem("1.1", "/// killer: demo.GoneTest#counts\n", "Z1-01: there is no test demo.GoneTest#counts");
    }

    @Test
    void a_killer_of_another_exercise_is_not() {
        assertProblem(
                "1.2",
                "/// killer: demo.CounterTest#stands\n",
                "Z1-01: expected a killer with @Tag(\"1.2\"), found demo.CounterTest#stands with [1.1]");
    }

    @Test
    void an_exercise_that_is_none_is_not() {
        assertProblem(
                "1.9",
                "/// killer: demo.PlainTest#counts\n",
                "Z1-01: there is no exercise 1.9",
                "Z1-01: there is no test demo.PlainTest#counts");
    }

    private void assertProblem(String exercise, String killer, String... problems) {
        tree.write(
                "week01-demo/src/zoo/Z1-01-wrong.java",
                "/// id: Z1-01\n/// title: it is wrong\n/// invariant: MODEL\n/// exercise: " + exercise
                        + "\n/// target: demo.Counter#add\n" + killer + "///\n/// Why.\nclass Counter {}\n");
        assertThat(ZooGate.problems(folder)).containsExactly(problems);
    }

    private static String marked(String id) {
        return "class Of" + id.replace(".", "") + " { @Exercise(\"" + id + "\") void add() {} }\n";
    }
}
