package dev.cairn.workbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is compiled, and what is not compiled again.
class ModuleBuildTest {
    private static final String BASE = "common/base/src/main/java/demo/Base.java";
    private static final String MORE = "common/base/src/main/java/demo/More.java";
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    private Path folder;

    private FixtureTree tree;

    @BeforeEach
    void write_a_tree() {
        tree = FixtureTree.at(folder)
                .write(BASE, "package demo; public class Base { public static int one() { return 1; } }")
                .write(
                        "week01-demo/src/main/java/demo/Week.java",
                        "package demo; public class Week { public static int two() { return Base.one() + 1; } }")
                .write(
                        "week01-demo/src/test/java/demo/WeekTest.java",
                        "package demo; class WeekTest { int three = Week.two() + 1; }");
    }

    @Test
    void a_module_is_compiled_with_all_that_it_needs() {
        assertThat(compile()).isEmpty();
        assertThat(classFile("common/base/classes/demo/Base.class")).exists();
        assertThat(classFile("week01-demo/classes/demo/Week.class")).exists();
        assertThat(classFile("week01-demo/test-classes/demo/WeekTest.class")).exists();
    }

    @Test
    void sources_that_maven_made_of_messages_belong_to_their_module() {
        tree.write(
                        "common/base/target/generated-sources/protobuf/demo/Message.java",
                        "package demo; public class Message {}")
                .write(MORE, "package demo; class More { Message message = new Message(); }");
        assertThat(compile()).isEmpty();
        assertThat(classFile("common/base/classes/demo/Message.class")).exists();
    }

    @Test
    void what_has_not_changed_is_not_compiled_again() throws IOException {
        compileLongAgo();
        assertThat(compile()).isEmpty();
        assertThat(compiledAgain()).isEmpty();
    }

    @Test
    void another_body_costs_its_own_module_only() throws IOException {
        compileLongAgo();
        tree.write(
                BASE,
                "package demo; public class Base { public static int one() { return more(); }"
                        + " private static int more() { return 7; } }");
        assertThat(compile()).isEmpty();
        assertThat(compiledAgain()).containsExactly("common/base/classes/demo/Base.class");
    }

    @Test
    void another_body_costs_its_own_source_only() throws IOException {
        tree.write(MORE, "package demo; class More { Object one = new Object() {}; int two = Base.one(); }");
        compileLongAgo();
        tree.write(MORE, "package demo; class More { Object one = new Object() {}; int two = 1 + Base.one(); }");
        assertThat(compile()).isEmpty();
        assertThat(compiledAgain())
                .containsExactlyInAnyOrder(
                        "common/base/classes/demo/More.class", "common/base/classes/demo/More$1.class");
    }

    @Test
    void a_change_that_the_other_sources_of_its_module_do_not_go_with_is_found() {
        tree.write(MORE, "package demo; class More { int two = Base.one(); }");
        assertThat(compile()).isEmpty();
        tree.write(BASE, "package demo; public class Base { public static String one() { return \"1\"; } }");
        assertThat(compile().getFirst().show(folder)).startsWith(MORE + ":1: incompatible types");
        assertThat(compile()).as("errors when nothing has changed since").isNotEmpty();
    }

    @Test
    void a_class_that_its_source_has_no_more_is_gone() {
        tree.write(MORE, "package demo; class More { Object one = new Object() {}; } class Other {}");
        assertThat(compile()).isEmpty();
        tree.write(MORE, "package demo; class More { Object one = new Object(); }");
        assertThat(compile()).isEmpty();
        assertThat(classFile("common/base/classes/demo/More$1.class")).doesNotExist();
        assertThat(classFile("common/base/classes/demo/Other.class")).doesNotExist();
    }

    @Test
    void another_signature_costs_whoever_is_compiled_against_it() throws IOException {
        compileLongAgo();
        tree.write(BASE, "package demo; public class Base { public static short one() { return 1; } }");
        assertThat(compile()).isEmpty();
        assertThat(compiledAgain()).hasSize(3);
    }

    @Test
    void another_constant_costs_whoever_has_copied_it() throws IOException {
        tree.write(
                BASE, "package demo; public class Base { static final int SIZE = 1; static int one() { return 1; } }");
        compileLongAgo();
        tree.write(
                BASE, "package demo; public class Base { static final int SIZE = 2; static int one() { return 1; } }");
        assertThat(compile()).isEmpty();
        assertThat(compiledAgain()).hasSize(3);
    }

    @Test
    void an_error_has_file_and_line() {
        tree.write(BASE, "package demo;\npublic class Base {\n    int one() { return \"1\"; }\n}\n");
        assertThat(compile().getFirst().show(folder))
                .isEqualTo(BASE + ":3: incompatible types: java.lang.String cannot be converted to int");
    }

    @Test
    void what_did_not_compile_is_compiled_again() {
        tree.write(BASE, "package demo; public class Base { wrong }");
        assertThat(compile()).isNotEmpty();
        assertThat(compile()).isNotEmpty();
        tree.write(BASE, "package demo; public class Base { public static int one() { return 1; } }");
        assertThat(compile()).isEmpty();
    }

    @Test
    void a_source_that_is_gone_leaves_no_class() throws IOException {
        tree.write("common/base/src/main/java/demo/More.java", "package demo; class More {}");
        assertThat(compile()).isEmpty();
        Files.delete(folder.resolve("common/base/src/main/java/demo/More.java"));
        assertThat(compile()).isEmpty();
        assertThat(classFile("common/base/classes/demo/More.class")).doesNotExist();
    }

    @Test
    void tests_are_compiled_against_the_tests_that_their_module_depends_on() {
        tree.write("common/base/src/test/java/demo/Oracle.java", "package demo; public class Oracle {}")
                .dependOnTestsOf("week01-demo", "cairn-base")
                .write(
                        "week01-demo/src/test/java/demo/WeekTest.java",
                        "package demo; class WeekTest extends Oracle { int three = Week.two() + 1; }");
        assertThat(compile()).isEmpty();
        ModuleBuild build = tree.build();
        assertThat(build.testClassPath(build.layout().module("week01-demo")))
                .contains(build.testClasses(build.layout().module("common/base")));
    }

    private List<CompileError> compile() {
        ModuleBuild build = tree.build();
        return build.compileTests(build.layout().module("week01-demo"));
    }

    private void compileLongAgo() throws IOException {
        assertThat(compile()).isEmpty();
        for (Path file : classFiles()) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
    }

    private List<String> compiledAgain() throws IOException {
        Path work = tree.layout().workFolder();
        return classFiles().stream()
                .filter(file -> !lastModified(file).equals(LONG_AGO))
                .map(file -> work.relativize(file).toString())
                .toList();
    }

    private List<Path> classFiles() throws IOException {
        try (var files = Files.walk(tree.layout().workFolder())) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private Path classFile(String name) {
        return tree.layout().workFolder().resolve(name);
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException cause) {
            throw new AssertionError(cause);
        }
    }
}
