package dev.cairn.workbook.cli;

import dev.cairn.workbook.run.FixtureTree;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A course of one week with two exercises, its reference and an edition of it, and the program at work on either.
final class SmallCourse {
    static final String COUNTER = "week01-demo/src/main/java/demo/Counter.java";
    private static final String REFERENCE = """
            package demo;

            import dev.cairn.workbook.Exercise;

            public class Counter {
                int count;

                /// Adds one.
                @Exercise("1.1")
                public void add() {
                    count++;
                }

                /// What was added so far.
                @Exercise("1.2")
                public int count() {
                    return count;
                }
            }
            """;
    private static final String TESTS = """
            package demo;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.api.Test;

            class CounterTest {
                @Test
                @Tag("1.1")
                void it_adds_one() {
                    Counter counter = new Counter();
                    counter.add();
                    assertEquals(1, counter.count, "what was added");
                }

                @Test
                @Tag("1.2")
                void it_tells_what_was_added() {
                    Counter counter = new Counter();
                    counter.add();
                    counter.add();
                    assertEquals(2, counter.count());
                }
            }
            """;
    private static final String ZOO = """
            /// id: Z1-01
            /// title: adding does nothing
            /// invariant: MODEL
            /// exercise: 1.1
            /// target: demo.Counter#add
            /// killer: demo.CounterTest#it_adds_one
            ///
            /// Forgotten.
            class Counter {
                public void add() {}
            }
            """;
    private static final String PAGE = """
            ---
            id: "1.1"
            title: Adding
            minutes: 5
            points: 2
            needs: []
            ---
            # 1.1 Adding
            It counts.

            ## Predict
            What is one and one?
            ::: details Answer
            Two.
            :::

            ## Hints
            ::: details A nudge
            Think of one.
            :::
            ::: details The idea
            Add it.
            :::
            ::: details A sketch
            Write count, plus, plus.
            :::

            ## What a wrong answer looks like
            It says zero.

            ## Quiz
            1. What is two and two?
            ::: details Answer
            Four.
            :::
            """;

    private final Path root;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private SmallCourse(Path root) {
        this.root = root;
    }

    /// The reference, in a new folder below `folder`.
    static SmallCourse reference(Path folder) {
        FixtureTree tree = FixtureTree.at(folder.resolve("reference"))
                .write(COUNTER, REFERENCE)
                .write("week01-demo/src/test/java/demo/CounterTest.java", TESTS)
                .write("week01-demo/src/zoo/Z1-01-lazy.java", ZOO)
                .write("common/base/src/main/java/demo/Base.java", "package demo; class Base {}")
                .write("docs/glossary.md", "## Promises\n\n| MODEL | It counts. |\n")
                .write("docs/weeks/week01/01-adding.md", PAGE)
                .write(".gitignore", "target/\n");
        Path pom = tree.root().resolve("pom.xml");
        tree.write(
                "pom.xml",
                read(pom)
                        .replace(
                                "</project>",
                                "<properties><workbook.scope>provided</workbook.scope></properties></project>"));
        return of(tree.root());
    }

    /// An edition of it, made by `start`.
    static SmallCourse edition(Path folder) {
        SmallCourse reference = reference(folder);
        Path edition = folder.resolve("edition");
        if (reference.run("start", edition.toString()) != 0) {
            throw new AssertionError(reference.err());
        }
        return of(edition);
    }

    private static SmallCourse of(Path root) {
        FixtureTree.libraries(ModuleLayout.of(root)).keep(ModuleLayout.of(root));
        return new SmallCourse(root);
    }

    Path root() {
        return root;
    }

    /// Runs `cairn learn arguments`; what it says replaces what the run before said.
    int run(String... arguments) {
        out.reset();
        err.reset();
        Talk talk = new Talk(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Learn.commandLine(talk, () -> root).execute(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Writes the body of an exercise that is not done yet.
    SmallCourse fill(String id, String body) {
        String before = read(root.resolve(COUNTER));
        write(before.replace("throw new NotDoneYet(\"" + id + "\");", body));
        return this;
    }

    String source() {
        return read(root.resolve(COUNTER));
    }

    void write(String source) {
        try {
            Files.writeString(root.resolve(COUNTER), source);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
