package dev.cairn.workbook.run;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Maven knows of each module: the libraries that its tests see, and the sources that are made of
/// its messages.
///
/// Maven is asked once and its answer kept, until a POM or a message changes or a file of it is gone: to
/// start Maven takes longer than to run most tests. Nothing is compiled for it, so that a module that
/// does not compile does no harm. Immutable.
public final class Libraries {
    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:build-classpath";
    private static final String KEPT = "libraries.txt";
    private static final String ANSWER = "target/learn.classpath";
    private static final String GENERATED = "target/generated-sources/protobuf";

    private final Path root;
    private final Map<String, List<Path>> byFolder;

    private Libraries(Path root, Map<String, List<Path>> byFolder) {
        this.root = root;
        this.byFolder = byFolder;
    }

    /// The same libraries for all modules.
    public static Libraries of(ModuleLayout layout, List<Path> libraries) {
        Map<String, List<Path>> byFolder = new LinkedHashMap<>();
        layout.modules().forEach(module -> byFolder.put(module.folder(), List.copyOf(libraries)));
        return new Libraries(layout.root(), byFolder);
    }

    /// What Maven says, or said when nothing has changed since.
    ///
    /// @param beforeMaven is run before Maven is, which takes a while
    public static Libraries resolved(ModuleLayout layout, Runnable beforeMaven) {
        return kept(layout).orElseGet(() -> asked(layout, beforeMaven));
    }

    private static Optional<Libraries> kept(ModuleLayout layout) {
        List<String> answer = readLines(layout.workFolder().resolve(KEPT));
        if (answer.isEmpty() || !answer.getFirst().equals(key(layout)) || !allExist(parse(answer))) {
            return Optional.empty();
        }
        Libraries kept = new Libraries(layout.root(), parse(answer));
        return kept.isGenerated(layout) ? Optional.of(kept) : Optional.empty();
    }

    /// One process asks Maven; others that want to know wait for its answer.
    private static Libraries asked(ModuleLayout layout, Runnable beforeMaven) {
        Path turn = layout.workFolder().resolve("maven.lock");
        try {
            Files.createDirectories(layout.workFolder());
            try (FileChannel file = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                return kept(layout).orElseGet(() -> ask(layout, beforeMaven));
            }
        } catch (IOException cause) {
            throw CourseException.environment("cannot lock " + turn, cause);
        }
    }

    private static Libraries ask(ModuleLayout layout, Runnable beforeMaven) {
        beforeMaven.run();
        askMaven(layout);
        Libraries answer = collect(layout);
        answer.keep(layout);
        return answer;
    }

    /// Has [#resolved] answer with these from now on.
    public void keep(ModuleLayout layout) {
        List<String> lines = new ArrayList<>(List.of(key(layout)));
        byFolder.forEach((folder, files) -> lines.add(folder + "=" + SourceCompiler.joined(files)));
        Path kept = layout.workFolder().resolve(KEPT);
        Path half = kept.resolveSibling(KEPT + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(kept.getParent());
            Files.write(half, lines);
            Files.move(half, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException cause) {
            throw CourseException.environment("cannot write " + kept, cause);
        }
    }

    /// The libraries of one module, in order.
    public List<Path> of(Module module) {
        return byFolder.getOrDefault(module.folder(), List.of());
    }

    /// Where Maven has put the sources that it made of the messages of `module`. There are none for most
    /// modules.
    public Path generatedSources(Module module) {
        return root.resolve(module.folder()).resolve(GENERATED);
    }

    private boolean isGenerated(ModuleLayout layout) {
        return layout.modules().stream()
                .filter(module -> Files.isDirectory(module.protocol()))
                .allMatch(module -> Files.isDirectory(generatedSources(module)));
    }

    private static String key(ModuleLayout layout) {
        Fingerprint key = new Fingerprint().add(System.getProperty("java.home"));
        key.add(layout.root().resolve("pom.xml"));
        layout.modules().forEach(module -> {
            key.add(module.path().resolve("pom.xml"));
            ModuleBuild.filesBelow(module.protocol(), ".proto").forEach(key::add);
        });
        return key.toText();
    }

    /// Its life cycle goes up to the phase that would compile tests, without compiling: else Maven would
    /// ask a repository for the modules themselves.
    private static void askMaven(ModuleLayout layout) {
        boolean isWindows = File.separatorChar == '\\';
        Path wrapper = layout.root().resolve(isWindows ? "mvnw.cmd" : "mvnw");
        Path log = layout.workFolder().resolve("maven.txt");
        try {
            Files.createDirectories(layout.workFolder());
            ProcessBuilder maven = new ProcessBuilder(
                            wrapper.toString(),
                            "-B",
                            "-ntp",
                            "-q",
                            "-Dlints=off",
                            "-Djacoco.skip",
                            "-Dmaven.main.skip=true",
                            "-Dmaven.test.skip=true",
                            "-Dmdep.outputFile=" + ANSWER,
                            "-DincludeScope=test",
                            "-DexcludeGroupIds=dev.cairn",
                            "test-compile",
                            GOAL)
                    .directory(layout.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (Children.waitFor(Children.watched(maven.start(), () -> {})) != 0) {
                throw CourseException.environment("Maven could not resolve the libraries; it said:\n"
                        + Files.readString(log).strip());
            }
        } catch (IOException cause) {
            throw CourseException.environment("cannot start Maven (" + wrapper + ")", cause);
        }
    }

    private static Libraries collect(ModuleLayout layout) {
        Map<String, List<Path>> byFolder = new LinkedHashMap<>();
        layout.modules()
                .forEach(module -> byFolder.put(
                        module.folder(),
                        files(String.join("", readLines(module.path().resolve(ANSWER))))));
        return new Libraries(layout.root(), byFolder);
    }

    private static Map<String, List<Path>> parse(List<String> lines) {
        Map<String, List<Path>> byFolder = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int equals = line.indexOf('=');
            byFolder.put(line.substring(0, equals), files(line.substring(equals + 1)));
        }
        return byFolder;
    }

    private static List<Path> files(String joined) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(joined)
                .filter(file -> !file.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static boolean allExist(Map<String, List<Path>> byFolder) {
        return byFolder.values().stream().flatMap(List::stream).distinct().allMatch(Files::exists);
    }

    private static List<String> readLines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }
}
