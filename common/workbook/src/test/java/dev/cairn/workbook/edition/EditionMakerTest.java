package dev.cairn.workbook.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
                        "mvnw",
                        "pom.xml",
                        Fixture.FILE,
                        "week01-wal/src/test/java/dev/cairn/wal/ATest.java",
                        "week01-wal/pom.xml");
        assertThat(edition.exercises()).isEqualTo(7);
        assertThat(target.resolve("mvnw")).isExecutable();
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
