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

/// What tests can do that do not end by themselves, or take the process with them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MisbehavingTest {
    private static final String DEMO = """
            package demo;
            import dev.cairn.workbook.NotDoneYet;
            import java.util.*;
            import java.util.concurrent.CountDownLatch;
            import org.junit.jupiter.api.*;
            @TestMethodOrder(MethodOrderer.MethodName.class)
            class DemoTest {
                @Test void a_passes() {}
                @Test void b_hangs() throws Exception {
                    System.out.println("last words");
                    Thread other = new Thread(Worker::work, "worker");
                    other.start();
                    other.join();
                }
                @Test void c_allocates_without_end() { Worker.hoard(); }
                @Test void d_exits() { System.exit(7); }
                @Test void e_floods() { for (int i = 0; i < 100_000; i++) { System.out.println("line " + i); } }
                @Test void f_passes() {}
                @Test void g_waits_for_a_thread_that_dies() throws Exception {
                    new Thread(() -> { throw new IllegalStateException("exercise 1.7 is not done yet"); }).start();
                    new CountDownLatch(1).await();
                }
                @Test void h_waits_for_a_thread_that_keeps_it_to_itself() throws Exception {
                    new Thread(() -> {
                        try { throw new NotDoneYet("1.8"); } catch (NotDoneYet quiet) { }
                    }).start();
                    new CountDownLatch(1).await();
                }
            }
            """;
    private static final String WORKER = """
            package demo;
            import java.util.*;
            class Worker {
                static volatile boolean isWanted = true;
                static void work() { while (isWanted) { Thread.onSpinWait(); } }
                static void hoard() {
                    List<byte[]> all = new ArrayList<>();
                    while (isWanted) { all.add(new byte[1 << 20]); }
                }
            }
            """;
    private static final String NEVER_SET_UP = """
            package demo;
            import java.util.concurrent.CountDownLatch;
            import org.junit.jupiter.api.*;
            class StuckTest {
                @BeforeAll static void set_up() throws Exception { new CountDownLatch(1).await(); }
                @Test void one() {}
                @Test void two() {}
            }
            """;

    @TempDir
    private static Path folder;

    private List<TestOutcome> outcomes;

    @BeforeAll
    void run_everything() {
        ModuleBuild build = FixtureTree.at(folder)
                .write("week01-demo/src/main/java/demo/Worker.java", WORKER)
                .write(
                        "week01-demo/src/test/resources/junit-platform.properties",
                        "junit.jupiter.extensions.autodetection.enabled = true\n")
                .write("week01-demo/src/test/java/demo/DemoTest.java", DEMO)
                .write("week01-demo/src/test/java/demo/StuckTest.java", NEVER_SET_UP)
                .build();
        Module module = build.layout().module("week01-demo");
        assertThat(build.compileTests(module)).isEmpty();
        outcomes = TestRun.run(
                TestJob.of(build, module, List.of(), Selection.ALL),
                new RunLimits(Duration.ofSeconds(3), 64),
                TestRun.Watcher.none());
    }

    @Test
    void every_test_is_judged_once() {
        assertThat(outcomes)
                .extracting(outcome -> outcome.test().methodName())
                .containsExactlyInAnyOrder(
                        "a_passes",
                        "b_hangs",
                        "c_allocates_without_end",
                        "d_exits",
                        "e_floods",
                        "f_passes",
                        "g_waits_for_a_thread_that_dies",
                        "h_waits_for_a_thread_that_keeps_it_to_itself",
                        "one",
                        "two");
    }

    @Test
    void a_test_that_hangs_is_told_with_its_place_and_its_output() {
        TestOutcome hung = outcome("b_hangs");
        assertThat(hung.verdict()).isEqualTo(Verdict.HUNG);
        assertThat(StackReport.place(hung.trouble().frames())).get().hasToString("DemoTest.b_hangs(DemoTest.java:13)");
        assertThat(hung.trouble().reports())
                .singleElement()
                .asString()
                .matches("thread worker \\(runnable\\) was in Worker.work\\(Worker.java:5\\)");
        assertThat(hung.output().head()).isEqualTo("last words\n");
    }

    @Test
    void a_test_that_uses_up_the_memory_is_told_with_its_place() {
        TestOutcome full = outcome("c_allocates_without_end");
        assertThat(full.verdict()).isEqualTo(Verdict.OUT_OF_MEMORY);
        assertThat(full.trouble().message()).contains("Java heap space");
        assertThat(StackReport.place(full.trouble().frames())).get().hasToString("Worker.hoard(Worker.java)");
    }

    @Test
    void a_test_that_ends_the_process_is_told() {
        assertThat(outcome("d_exits").verdict()).isEqualTo(Verdict.DIED);
        assertThat(outcome("d_exits").trouble().message()).startsWith("exit code 7");
    }

    @Test
    void much_output_goes_to_a_file() {
        TestOutcome flooded = outcome("e_floods");
        assertThat(flooded.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(flooded.output().head()).startsWith("line 0\nline 1\n").hasSize(64 * 1024);
        assertThat(Path.of(flooded.output().file())).hasSize(flooded.output().bytes());
    }

    @Test
    void the_tests_behind_run_all_the_same() {
        assertThat(outcome("f_passes").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_test_that_waits_in_vain_for_a_thread_that_met_an_unfinished_exercise_is_skipped() {
        assertThat(outcome("g_waits_for_a_thread_that_dies").verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(outcome("g_waits_for_a_thread_that_dies").trouble().message())
                .isEqualTo("exercise 1.7 is not done yet");
    }

    @Test
    void that_thread_need_not_say_so() {
        assertThat(outcome("h_waits_for_a_thread_that_keeps_it_to_itself").verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(outcome("h_waits_for_a_thread_that_keeps_it_to_itself")
                        .trouble()
                        .message())
                .isEqualTo("exercise 1.8 is not done yet");
    }

    @Test
    void a_class_that_is_never_set_up_costs_its_own_tests_only() {
        assertThat(outcome("one").verdict()).isEqualTo(Verdict.HUNG);
        assertThat(outcome("two").verdict()).isEqualTo(Verdict.HUNG);
    }

    private TestOutcome outcome(String method) {
        return outcomes.stream()
                .filter(outcome -> outcome.test().methodName().equals(method))
                .findFirst()
                .orElseThrow();
    }
}
