package dev.cairn.workbook.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.workbook.run.FixtureTree;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestOutcome.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mutants of a small module, made and judged.
class ZooRunTest {
    private static final String COUNTER = """
            package demo;
            public class Counter {
                private int count;
                public void add() { count++; }
                public int count() { return count; }
                public void close() { count = -1; }
            }
            """;
    private static final String TESTS = """
            package demo;
            import static org.junit.jupiter.api.Assertions.*;
            import org.junit.jupiter.api.*;
            class CounterTest {
                @Test void a_new_one_is_at_zero() { assertEquals(0, new Counter().count()); }
                @Test void it_counts() {
                    Counter counter = new Counter();
                    counter.add();
                    assertEquals(1, counter.count());
                }
            }
            """;

    @TempDir
    private Path folder;

    private FixtureTree tree;

    @BeforeEach
    void write_a_tree() {
        tree = FixtureTree.at(folder)
                .write("docs/glossary.md", "## Promises\n\n| name | promise |\n|---|---|\n| MODEL | It counts. |\n")
                .write("week01-demo/src/main/java/demo/Counter.java", COUNTER)
                .write("week01-demo/src/test/java/demo/CounterTest.java", TESTS);
    }

    @Test
    void a_killer_is_searched_for() {
        write("Z1-01", "add", "", "public void add() {}");
        assertThat(fate()).isInstanceOfSatisfying(Fate.Killed.class, killed -> {
            assertThat(killed.killer()).isEqualTo("demo.CounterTest#it_counts");
            assertThat(killed.how()).isEqualTo(Verdict.FAILED);
            assertThat(killed.wasSearched()).isTrue();
        });
    }

    @Test
    void the_recorded_killer_is_asked_first() {
        write("Z1-01", "count", "/// killer: demo.CounterTest#it_counts\n", "public int count() { return 7; }");
        assertThat(fate()).isInstanceOfSatisfying(Fate.Killed.class, killed -> {
            assertThat(killed.killer()).isEqualTo("demo.CounterTest#it_counts");
            assertThat(killed.wasSearched()).isFalse();
        });
    }

    @Test
    void a_killer_that_does_not_kill_any_more_is_replaced() {
        write("Z1-01", "add", "/// killer: demo.CounterTest#a_new_one_is_at_zero\n", "public void add() {}");
        assertThat(fate())
                .isInstanceOfSatisfying(
                        Fate.Killed.class,
                        killed -> assertThat(killed.killer()).isEqualTo("demo.CounterTest#it_counts"));
    }

    @Test
    void a_test_that_hangs_kills() {
        write(
                "Z1-01",
                "add",
                "/// killer: demo.CounterTest#it_counts\n",
                "public void add() { while (count == 0) {} }");
        assertThat(fate())
                .isInstanceOfSatisfying(
                        Fate.Killed.class, killed -> assertThat(killed.how()).isEqualTo(Verdict.HUNG));
    }

    @Test
    void what_no_test_notices_survives() {
        write("Z1-01", "close", "", "public void close() { count = 7; }");
        assertThat(fate()).isEqualTo(new Fate.Survived(2));
    }

    @Test
    void what_does_not_compile_is_broken() {
        write("Z1-01", "add", "", "public void add() { cuont++; }");
        assertThatThrownBy(this::fate)
                .isInstanceOf(BrokenEntryException.class)
                .hasMessageStartingWith("Z1-01 does not compile: ")
                .hasMessageContaining("cuont");
    }

    @Test
    void a_target_without_a_source_is_broken() {
        tree.write(
                "week01-demo/src/zoo/Z1-01-x.java",
                entry("Z1-01", "demo.Missing#add", "", "").replace("Counter", "Missing"));
        assertThatThrownBy(this::fate)
                .hasMessage("Z1-01: target demo.Missing#add: week01-demo has no source demo/Missing.java");
    }

    @Test
    void two_entries_of_one_id_are_refused() {
        write("Z1-01", "add", "", "public void add() {}");
        tree.write("week01-demo/src/zoo/Z1-02-y.java", entry("Z1-01", "demo.Counter#add", "", ""));
        assertThatThrownBy(() -> Zoo.of(tree.layout()))
                .hasMessageContaining("id Z1-01 is that of week01-demo/src/zoo/Z1-01-x.java already")
                .hasMessageContaining("Z1-02-y.java: expected a file name that begins with the id, Z1-01-…");
    }

    private void write(String id, String member, String killer, String method) {
        tree.write("week01-demo/src/zoo/" + id + "-x.java", entry(id, "demo.Counter#" + member, killer, method));
    }

    private static String entry(String id, String target, String killer, String method) {
        return "/// id: " + id + "\n/// title: t\n/// invariant: MODEL\n/// exercise: none\n/// target: " + target
                + "\n" + killer + "///\n/// Why.\nclass Counter { " + method + " }\n";
    }

    private Fate fate() {
        ModuleBuild build = tree.build();
        assertThat(build.compileTests(build.layout().module("week01-demo"))).isEmpty();
        ZooEntry entry = Zoo.of(build.layout()).entries().getFirst();
        Path mutant = new MutantMaker(build).make(entry);
        RunLimits limits = RunLimits.standard().with(Duration.ofSeconds(3));
        return new ZooRun(build, limits).run(entry, List.of(mutant));
    }
}
