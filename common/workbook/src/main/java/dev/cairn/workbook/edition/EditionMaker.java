package dev.cairn.workbook.edition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes a student edition: the files of the reference with the bodies of exercises emptied, without the wrong
/// solutions and the house's own tests, set to build without lints, and with a fresh git history of one commit.
///
/// The edition is built in a folder beside its target and renamed when it is complete: a target exists whole or
/// not at all. Immutable; making is for one thread at a time.
public final class EditionMaker {
    /// What a student does not need: the wrong solutions, the tests of the reference's house, its continuous build.
    private static final Pattern LEFT_OUT =
            Pattern.compile("(.*/)?src/zoo/.*|.*/src/test/java/dev/cairn/house/.*|\\.ci/.*|\\.github/.*");

    private static final String README = "README.md";

    /// What it says in an edition. It is no page of this tree: its links are an edition's.
    private static final String WELCOME = "welcome.txt";

    private static final String SCOPE = "<workbook.scope>provided</workbook.scope>";

    private final Path source;
    private final List<EditionStep> steps;

    private EditionMaker(Path source, List<EditionStep> steps) {
        this.source = source;
        this.steps = List.copyOf(steps);
    }

    /// Makes editions of the reference whose root is `source`. Nothing but its source files is needed.
    public static EditionMaker of(Path source) {
        return new EditionMaker(source.toAbsolutePath().normalize(), List.of());
    }

    /// The same, which afterwards also adds what `step` adds.
    public EditionMaker with(EditionStep step) {
        List<EditionStep> more = new ArrayList<>(steps);
        more.add(step);
        return new EditionMaker(source, more);
    }

    /// Makes one at `target`, which must not exist, or be an empty folder.
    ///
    /// @param progress is told a line for each stage
    /// @throws EditionException if it cannot be made; nothing is left behind then
    public Edition make(Path target, Consumer<String> progress) {
        Path place = target.toAbsolutePath().normalize();
        requireFree(place);
        Path unfinished = place.resolveSibling("." + place.getFileName() + ".unfinished-"
                + ProcessHandle.current().pid());
        try {
            Files.createDirectory(unfinished);
            Edition edition = build(unfinished, place, progress);
            Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
            return edition;
        } catch (IOException | UncheckedIOException cause) {
            throw new EditionException("cannot make an edition at " + place + ": " + cause, cause);
        } finally {
            delete(unfinished);
        }
    }

    private void requireFree(Path place) {
        if (EditionLayout.isEdition(source)) {
            throw new EditionException(source + " is a student edition itself: start from the reference");
        }
        if (place.startsWith(source)) {
            throw new EditionException(place + " lies inside of the reference: choose a folder beside it");
        }
        Path parent = place.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new EditionException("there is no folder " + parent + " to put an edition into: make it first");
        }
        if (!Files.isWritable(parent)) {
            throw new EditionException(parent + " is not writable: choose another place for the edition");
        }
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(place)) {
            throw new EditionException(place + " exists and is not an empty folder: choose another place");
        }
    }

    private static boolean isEmptyFolder(Path place) {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> content = Files.list(place)) {
            return content.findAny().isEmpty();
        } catch (IOException cause) {
            throw new EditionException("cannot look into " + place + ": " + cause.getMessage(), cause);
        }
    }

    private Edition build(Path folder, Path place, Consumer<String> progress) throws IOException {
        List<String> names = TreeFiles.of(source).stream()
                .filter(name -> !LEFT_OUT.matcher(name).matches())
                .toList();
        Holes reference = Holes.in(source);
        if (!reference.problems().isEmpty()) {
            throw new EditionException("the reference cannot be emptied: " + String.join("; ", reference.problems()));
        }
        Holes blanked = reference.blanked();
        progress.accept("copying " + names.size() + " files");
        Map<String, String> emptied = blanked.sources();
        for (String name : names) {
            copy(name, folder, emptied);
        }
        progress.accept("emptied " + reference.all().size() + " methods of "
                + reference.ids().size() + " exercises");
        setUpBuild(folder);
        welcome(folder);
        Archive.ofTexts(reference.sources()).writeTo(EditionLayout.solutions(folder));
        for (EditionStep step : steps) {
            progress.accept("adding " + step.what());
            step.add(source, folder);
        }
        return new Edition(place, reference.ids().size(), names.size(), history(folder, progress));
    }

    private void copy(String name, Path folder, Map<String, String> emptied) throws IOException {
        Path to = folder.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(source.resolve(name), to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        String text = emptied.get(name);
        if (text != null) {
            Files.writeString(to, text);
        }
    }

    /// The tree's own README speaks to readers of the whole store; this one to whoever is to write it.
    private static void welcome(Path folder) throws IOException {
        try (InputStream readme = Objects.requireNonNull(EditionMaker.class.getResourceAsStream(WELCOME))) {
            Files.copy(readme, folder.resolve(README), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Unfinished bodies need `NotDoneYet` when the program runs, and trip the lints.
    private static void setUpBuild(Path folder) throws IOException {
        Path pom = folder.resolve("pom.xml");
        String text = Files.readString(pom);
        if (!text.contains(SCOPE)) {
            throw new EditionException("pom.xml of the reference does not say " + SCOPE);
        }
        Files.writeString(pom, text.replace(SCOPE, SCOPE.replace("provided", "compile")));
        Path options = folder.resolve(".mvn/maven.config");
        String before = Files.exists(options) ? Files.readString(options) : "";
        Files.createDirectories(options.getParent());
        Files.writeString(options, before + "-Dlints=off\n");
    }

    private static Optional<String> history(Path folder, Consumer<String> progress) {
        try {
            new Git(folder).begin("Cairn, student edition");
            progress.accept("began a git history");
            return Optional.empty();
        } catch (IOException cause) {
            delete(folder.resolve(".git"));
            String reason = "git could not begin a history (" + cause.getMessage() + ")";
            progress.accept(reason + "; the edition is complete without one");
            return Optional.of(reason);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException cause) {
            throw new EditionException(folder + " could not be removed: " + cause.getMessage(), cause);
        }
    }
}
