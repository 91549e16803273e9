package dev.cairn.workbook.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole edition of a small made-up tree.
class EditionMakerTest {
    private static final String POM = "<properties><workbook.scope>provided</workbook.scope></properties>\n";

    @TempDir
    private Path home;

    private Path reference;
    private Path target;

    @BeforeEach
    void write_a_reference() {
        reference = home.resolve("cairn");
        target = home.resolve("my-cairn");
        Fixture.write(reference, "pom.xml", POM);
        Fixture.write(reference, "mvnw", "#!/bin/sh\n");
        Fixture.write(reference, "week01-wal/pom.xml", "<project/>\n");
        Fixture.write(reference, Fixture.FILE, Fixture.AWKWARD);
        Fixture.write(reference, "week01-wal/src/zoo/Z1-01-x.java", "class X {}\n");
        Fixture.write(reference, "week01-wal/src/test/java/dev/cairn/wal/ATest.java", "class ATest {}\n");
        Fixture.write(reference, "week07-raft/src/test/java/dev/cairn/house/HouseTest.java", "class HouseTest {}\n");
        Fixture.write(reference, "week01-wal/target/classes/X.class", "compiled");
        Fixture.write(reference, ".ci/run", "#!/bin/sh\n");
        assertThat(reference.resolve("mvnw").toFile().setExecutable(true)).isTrue();
    }

    @Test
    void an_edition_has_what_a_student_needs_and_no_more() throws IOException {
        Edition edition = make();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".cairn/solutions.zip",
                        ".mvn/maven.config",
                        "README.md",
                        "mvnw",
                        "pom.xml",
                        Fixture.FILE,
                        "week01-wal/src/test/java/dev/cairn/wal/ATest.java",
                        "week01-wal/pom.xml");
        assertThat(edition.exercises()).isEqualTo(7);
        assertThat(target.resolve("mvnw")).isExecutable();
    }

    @Test
    void the_readme_of_an_edition_speaks_to_whoever_is_to_write_it() throws IOException {
        Fixture.write(reference, "README.md", "# For everybody");
        make();
        assertThat(target.resolve("README.md"))
                .content()
                .contains("./cairn learn next", "docs/weeks/week01/index.md")
                .doesNotContain("For everybody");
    }

    @Test
    void an_edition_holds_the_reference_for_later() throws IOException {
        make();
        try (ZipFile zip = new ZipFile(EditionLayout.solutions(target).toFile())) {
            byte[] kept = zip.getInputStream(zip.getEntry(Fixture.FILE)).readAllBytes();
            assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo(Fixture.AWKWARD);
        }
        Holes filled = Holes.in(target);
        for (var id : filled.ids()) {
            filled = filled.filled(id, Fixture.holes());
        }
        assertThat(Fixture.text(filled)).isEqualTo(Fixture.AWKWARD);
    }

    @Test
    void an_edition_needs_the_marks_at_run_time_and_no_lints() throws IOException {
        make();
        assertThat(target.resolve("pom.xml")).content().isEqualTo(POM.replace("provided", "compile"));
        assertThat(target.resolve(".mvn/maven.config")).content().isEqualTo("-Dlints=off\n");
    }

    @Test
    void an_edition_has_a_history_of_one_commit_and_nothing_left_to_commit() throws IOException {
        assertThat(make().withoutHistory()).isEmpty();
        assertThat(new Git(target).files()).hasSize(8);
        assertThat(Files.readString(target.resolve(".git/HEAD"))).isEqualTo("ref: refs/heads/main\n");
    }

    @Test
    void progress_is_told() {
        List<String> lines = new ArrayList<>();
        EditionMaker.of(reference).make(target, lines::add);
        assertThat(lines).containsExactly("copying 5 files", "emptied 9 methods of 7 exercises", "began a git history");
    }

    @Test
    void a_step_adds_what_it_has_to_add() {
        EditionMaker.of(reference).with(jars()).make(target, _ -> {});
        assertThat(EditionLayout.reference(target, Path.of("week01-wal"))).isNotEmptyFile();
    }

    @Test
    void a_step_that_fails_leaves_nothing_behind() throws IOException {
        Files.delete(reference.resolve("week01-wal/target/classes/X.class"));
        Files.delete(reference.resolve("week01-wal/target/classes"));
        assertThatThrownBy(() -> EditionMaker.of(reference).with(jars()).make(target, _ -> {}))
                .isInstanceOf(EditionException.class)
                .hasMessageStartingWith("week01-wal is not compiled");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).containsExactly(reference);
        }
    }

    @Test
    void an_empty_folder_is_taken() throws IOException {
        Files.createDirectory(target);
        assertThat(make().folder()).isEqualTo(target);
    }

    @Test
    void a_folder_with_something_in_it_is_refused() {
        Fixture.write(target, "mine.txt", "mine");
        assertRefused(target, "exists and is not an empty folder");
        assertThat(target.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void a_file_is_refused() {
        Fixture.write(home, "my-cairn", "mine");
        assertRefused(target, "exists and is not an empty folder");
    }

    @Test
    void a_place_within_the_reference_is_refused() {
        assertRefused(reference.resolve("mine"), "lies inside of the reference");
        assertRefused(reference, "lies inside of the reference");
    }

    @Test
    void a_place_in_no_folder_is_refused() {
        assertRefused(home.resolve("no/where"), "there is no folder " + home.resolve("no"));
    }

    @Test
    void an_edition_of_an_edition_is_refused() {
        make();
        assertThatThrownBy(() -> EditionMaker.of(target).make(home.resolve("again"), _ -> {}))
                .hasMessage(target + " is a student edition itself: start from the reference");
    }

    @Test
    void marks_that_cannot_be_followed_are_named() {
        Fixture.write(reference, Fixture.FILE, Fixture.AWKWARD.replace("@Exercise(\"1.7\")", "@Exercise(\"seven\")"));
        assertRefused(target, "no exercise id in @Exercise(\"seven\")");
    }

    private void assertRefused(Path place, String why) {
        assertThatThrownBy(() -> EditionMaker.of(reference).make(place, _ -> {}))
                .isInstanceOf(EditionException.class)
                .hasMessageContaining(why);
    }

    private ReferenceJars jars() {
        return new ReferenceJars(
                module -> reference.resolve(module).resolve("target").resolve("classes"));
    }

    private Edition make() {
        return EditionMaker.of(reference).make(target, _ -> {});
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(target)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .filter(name -> !name.startsWith(".git/"))
                    .sorted()
                    .toList();
        }
    }
}
