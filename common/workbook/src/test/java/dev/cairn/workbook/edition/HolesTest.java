package dev.cairn.workbook.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.util.JavacTask;
import dev.cairn.workbook.course.ExerciseId;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is found in marked sources, and what emptying and filling makes of them.
class HolesTest {
    private static final Holes REFERENCE = Fixture.holes();

    @Test
    void nothing_is_wrong_with_the_fixture() {
        assertThat(REFERENCE.problems()).isEmpty();
    }

    @Test
    void ids_are_ordered_by_number() {
        assertThat(REFERENCE.ids())
                .extracting(ExerciseId::toString)
                .containsExactly("1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.10");
    }

    @Test
    void every_hole_is_found_with_its_name() {
        assertThat(REFERENCE.all())
                .extracting(hole -> hole.id() + " " + hole.type() + "#" + hole.signature())
                .containsExactly(
                        "1.2 Awkward#append(List<? extends E>,Function<? super E,? extends X>)",
                        "1.2 Awkward.Point#Point(int,int)",
                        "1.3 Awkward#Awkward(T)",
                        "1.4 Awkward.Point#Point(int)",
                        "1.5 Awkward.Whole#run()",
                        "1.5 Awkward.Whole#helper()",
                        "1.6 Awkward.Whole#runs()",
                        "1.7 Awkward.Door#close()",
                        "1.10 Awkward#add(int[])");
    }

    @Test
    void the_comment_is_the_task() {
        assertThat(REFERENCE.of(id("1.3")).getFirst().task()).isEqualTo("Holds a thing.\n\nSays **how**.");
        assertThat(REFERENCE.of(id("1.10")).getFirst().task()).isEqualTo("Another task.");
    }

    @Test
    void a_body_that_was_emptied_is_not_done() {
        assertThat(REFERENCE.all()).allMatch(Hole::done);
        assertThat(REFERENCE.blanked().all()).hasSameSizeAs(REFERENCE.all()).noneMatch(Hole::done);
    }

    @Test
    void filling_all_gives_back_every_byte() {
        Holes filled = REFERENCE.blanked();
        for (ExerciseId id : REFERENCE.ids().reversed()) {
            filled = filled.filled(id, REFERENCE);
        }
        assertThat(Fixture.text(filled)).isEqualTo(Fixture.AWKWARD);
    }

    @Test
    void emptying_one_and_filling_it_gives_back_every_byte() {
        for (ExerciseId id : REFERENCE.ids()) {
            Holes emptied = REFERENCE.blanked(id);
            assertThat(emptied.isDone(id)).isFalse();
            assertThat(Fixture.text(emptied.filled(id, REFERENCE))).isEqualTo(Fixture.AWKWARD);
        }
    }

    @Test
    void reference_and_edition_compile_and_so_does_every_step_between() throws IOException {
        Holes filled = REFERENCE.blanked();
        assertThat(errors(REFERENCE)).isEmpty();
        assertThat(errors(filled)).isEmpty();
        for (ExerciseId id : REFERENCE.ids()) {
            filled = filled.filled(id, REFERENCE);
            assertThat(errors(filled)).as("with %s", id).isEmpty();
        }
    }

    @Test
    void emptying_what_is_empty_changes_nothing() {
        Holes empty = REFERENCE.blanked();
        assertThat(empty.blanked().sources()).isEqualTo(empty.sources());
        assertThat(empty.blanked().changesSince(empty)).isEmpty();
    }

    @Test
    void a_body_with_comments_only_is_not_done() {
        Holes noted = Fixture.holes(Fixture.text(REFERENCE.blanked())
                .replace("throw new NotDoneYet(\"1.7\");", "// first, think\n        throw new NotDoneYet(\"1.7\");"));
        assertThat(noted.isDone(id("1.7"))).isFalse();
        assertThat(noted.isDone(id("1.99"))).isFalse();
    }

    @Test
    void a_body_that_names_the_package_too_is_not_done() {
        Holes named = Fixture.holes(Fixture.text(REFERENCE.blanked())
                .replace("new NotDoneYet(\"1.7\")", "new dev.cairn.workbook.NotDoneYet(\"1.7\")"));
        assertThat(named.isDone(id("1.7"))).isFalse();
    }

    @Test
    void filling_keeps_what_a_student_has_written_elsewhere() {
        String mine = Fixture.text(REFERENCE.blanked())
                .replace("throw new NotDoneYet(\"1.10\");", "return 10;")
                .replace(
                        "    interface Door {",
                        "    static int mine() {\n        return 1;\n    }\n\n    interface Door {");
        String filled = Fixture.text(Fixture.holes(mine).filled(id("1.2"), REFERENCE));
        assertThat(filled).contains("return 10;", "static int mine()", "last(List<E> all)", "NotDoneYet(\"1.3\")");
        assertThat(Fixture.text(Fixture.holes(filled).blanked(id("1.2")))).isEqualTo(mine);
    }

    @Test
    void a_method_that_a_student_has_removed_is_missed_by_name() {
        String text = Fixture.AWKWARD.replace("default int close()", "default int shut()");
        assertThatThrownBy(() -> Fixture.holes(text).filled(id("1.7"), REFERENCE))
                .isInstanceOf(EditionException.class)
                .hasMessageContaining("has no Awkward.Door#close() any more");
    }

    @Test
    void an_error_of_syntax_is_told_with_its_place() {
        long line = Fixture.AWKWARD
                        .lines()
                        .takeWhile(text -> !text.contains("this(both"))
                        .count()
                + 1;
        Holes broken = Fixture.holes(Fixture.AWKWARD.replace("this(both, both);", "this(both, both;"));
        assertThat(broken.all()).isEmpty();
        assertThat(broken.problems()).first().asString().startsWith(Fixture.FILE + ":" + line + ": ");
        assertThatThrownBy(() -> broken.filled(id("1.7"), REFERENCE))
                .hasMessageStartingWith(Fixture.FILE + ":" + line + ": ");
    }

    @Test
    void lines_may_end_as_on_windows() {
        Holes windows = Fixture.holes(Fixture.AWKWARD.replace("\n", "\r\n"));
        Holes filled = windows.blanked();
        assertThat(Fixture.text(filled).replace("\r\n", "")).doesNotContain("\n");
        for (ExerciseId id : windows.ids()) {
            filled = filled.filled(id, windows);
        }
        assertThat(filled.sources()).isEqualTo(windows.sources());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int open();        | @Exercise("1.8") int open();           | on a method without a body
                    int four()         | @Exercise("1.8") int four()            | stands where nothing can be left out
                    "1.7"              | "7"                                    | no exercise id
                    runs() {           | runs() { @Solution int i = 0;          | stands where nothing can be left out
                    record Point(      | @Solution int idlest; record Point( | serves no exercise of this file
                    super();           | int before = 1; super();               | statements before its call
                    """)
    void a_mark_that_cannot_be_followed_is_a_problem(String was, String is, String problem) {
        assertThat(Fixture.holes(Fixture.AWKWARD.replace(was, is)).problems()).anyMatch(line -> line.contains(problem));
    }

    private static List<String> errors(Holes holes) throws IOException {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject source = new SimpleJavaFileObject(URI.create("text:///Awkward.java"), Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return Fixture.text(holes);
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, said, List.of("-proc:none"), null, List.of(source));
        task.analyze();
        return said.getDiagnostics().stream()
                .filter(found -> found.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }

    private static ExerciseId id(String text) {
        return ExerciseId.of(text).orElseThrow();
    }
}
