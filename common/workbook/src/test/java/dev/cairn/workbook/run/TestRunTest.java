package dev.cairn.workbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.run.TestJob.Selection;
import dev.cairn.workbook.run.TestOutcome.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What tests can do that end by themselves.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestRunTest {
    private static final String DEMO = """
            package demo;
            import static org.junit.jupiter.api.Assertions.*;
            import static org.junit.jupiter.api.Assumptions.assumeTrue;
            import net.jqwik.api.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.params.ParameterizedTest;
            import org.junit.jupiter.params.provider.ValueSource;
            class DemoTest {
                @Test @Tag("1.1") void passes() { System.out.println("so far"); }
                @Test @Tag("1.2") void fails() {
                    System.out.println("before it failed");
                    assertEquals(1, 2, "one is two");
                }
                @Test void is_skipped() { assumeTrue(false, "not here"); }
                @ParameterizedTest @ValueSource(ints = {1, 2, 3})
                void one_of_three_fails(int n) { assertNotEquals(2, n); }
                @Test @Tag("full") void is_of_another_lane() { fail(); }
                @Property(tries = 50) void property_fails(@ForAll int n) { assertTrue(n < 1000); }
                @Test void is_wrapped() { throw new IllegalStateException("outer", new java.io.IOException("inner")); }
                @Nested class Inner { @Test void nested_passes() {} }
            }
            """;
    private static final String BROKEN_CLASS = """
            package demo;
            import org.junit.jupiter.api.*;
            class BrokenTest {
                @BeforeAll static void set_up() { throw new IllegalStateException("no set-up"); }
                @Test void never_runs() {}
            }
            """;

    @TempDir
    private static Path folder;

    private ModuleBuild build;
    private List<TestOutcome> outcomes;

    @BeforeAll
    void run_everything() {
        build = FixtureTree.at(folder)
                .write("week01-demo/src/test/java/demo/DemoTest.java", DEMO)
                .write("week01-demo/src/test/java/demo/BrokenTest.java", BROKEN_CLASS)
                .build();
        outcomes = run(List.of(), Selection.ALL);
    }

    @Test
    void all_tests_of_the_default_lane_are_run() {
        assertThat(outcomes)
                .extracting(outcome -> outcome.test().qualifiedName())
                .containsExactlyInAnyOrder(
                        "demo.DemoTest#passes",
                        "demo.DemoTest#fails",
                        "demo.DemoTest#is_skipped",
                        "demo.DemoTest#one_of_three_fails",
                        "demo.DemoTest#property_fails",
                        "demo.DemoTest#is_wrapped",
                        "demo.DemoTest$Inner#nested_passes",
                        "demo.BrokenTest#never_runs");
    }

    @Test
    void a_failure_has_message_place_and_output() {
        TestOutcome fails = outcome("fails");
        assertThat(fails.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(fails.trouble().message()).contains("one is two");
        assertThat(StackReport.place(fails.trouble().frames())).get().hasToString("DemoTest.fails(DemoTest.java:13)");
        assertThat(fails.output().head()).isEqualTo("before it failed\n");
        assertThat(fails.test().tags()).containsExactly("1.2");
    }

    @Test
    void what_is_assumed_in_vain_is_skipped_with_its_reason() {
        assertThat(outcome("is_skipped").verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(outcome("is_skipped").trouble().message()).contains("not here");
    }

    @Test
    void invocations_are_one_test_that_names_the_one_that_failed() {
        assertThat(outcome("one_of_three_fails").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome("one_of_three_fails").name()).contains("2");
    }

    @Test
    void a_property_reports_its_sample() {
        assertThat(outcome("property_fails").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(String.join("\n", outcome("property_fails").trouble().reports()))
                .contains("1000", "seed");
    }

    @Test
    void a_cause_is_told_and_its_place_comes_first() {
        assertThat(outcome("is_wrapped").trouble().message()).contains("outer", "caused by java.io.IOException: inner");
    }

    @Test
    void a_class_that_cannot_be_set_up_fails_all_its_tests() {
        assertThat(outcome("never_runs").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome("never_runs").trouble().message()).contains("no set-up");
    }

    @Test
    void tests_are_chosen_by_tag() {
        assertThat(run(List.of(), Selection.tagged(List.of("1.1", "1.9"))))
                .extracting(outcome -> outcome.test().methodName())
                .containsExactly("passes");
    }

    @Test
    void a_test_that_is_named_is_run_whatever_its_lane() {
        assertThat(run(List.of(), Selection.named(List.of("demo.DemoTest#is_of_another_lane"))))
                .extracting(TestOutcome::verdict)
                .containsExactly(Verdict.FAILED);
    }

    @Test
    void an_overlay_takes_the_place_of_what_the_module_has() {
        FixtureTree other = FixtureTree.at(folder.resolve("other"))
                .write(
                        "week01-demo/src/test/java/demo/DemoTest.java",
                        DEMO.replace("assertEquals(1, 2", "assertEquals(1, 1"));
        ModuleBuild right = other.build();
        Module module = right.layout().module("week01-demo");
        assertThat(right.compileTests(module)).isEmpty();
        assertThat(run(List.of(right.testClasses(module)), Selection.tagged(List.of("1.2"))))
                .extracting(TestOutcome::verdict)
                .containsExactly(Verdict.PASSED);
    }

    private List<TestOutcome> run(List<Path> overlays, Selection selection) {
        Module module = build.layout().module("week01-demo");
        assertThat(build.compileTests(module)).isEmpty();
        RunLimits limits = RunLimits.standard().with(Duration.ofSeconds(60));
        return TestRun.run(TestJob.of(build, module, overlays, selection), limits, TestRun.Watcher.none());
    }

    private TestOutcome outcome(String method) {
        return outcomes.stream()
                .filter(outcome -> outcome.test().methodName().equals(method))
                .findFirst()
                .orElseThrow();
    }
}
