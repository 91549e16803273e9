package dev.cairn.workbook.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The classes of the modules, in `target/learn`, compiled by this process and only where something changed.
///
/// The main sources of a module are compiled when they changed, or what they are compiled against; its tests
/// likewise. What counts as a change below is what the classes there show ([ApiPrint]). Where only sources changed,
/// they are compiled alone, against the classes of the others; if they show something else afterwards, all are
/// compiled, and so they are in all other cases. Confined to one thread.
public final class ModuleBuild {
    private final ModuleLayout layout;
    private final Libraries libraries;
    private final SourceCompiler compiler = new SourceCompiler();
    private final Map<String, String> prints = new HashMap<>();

    public ModuleBuild(ModuleLayout layout, Libraries libraries) {
        this.layout = layout;
        this.libraries = libraries;
    }

    /// The modules that are built.
    public ModuleLayout layout() {
        return layout;
    }

    /// The compiler at work.
    public SourceCompiler compiler() {
        return compiler;
    }

    /// Brings the classes of `module` and of all below it up to date.
    ///
    /// @return what keeps the first of them from being compiled; empty if all are
    public List<CompileError> compileMain(Module module) {
        for (Module below : layout.below(module)) {
            List<CompileError> errors = compile(below, Part.MAIN);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        return compile(module, Part.MAIN);
    }

    /// The same, with the tests of `module` and those that they need.
    public List<CompileError> compileTests(Module module) {
        for (Module below : layout.testsBelow(module)) {
            List<CompileError> errors = compileTests(below);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        List<CompileError> errors = compileMain(module);
        return errors.isEmpty() ? compile(module, Part.TEST) : errors;
    }

    /// Where the compiled classes of `module` are.
    public Path mainClasses(Module module) {
        return folder(module).resolve(Part.MAIN.folder);
    }

    /// Where its compiled tests are.
    public Path testClasses(Module module) {
        return folder(module).resolve(Part.TEST.folder);
    }

    /// What the main sources of `module` are compiled against, itself and its resources first.
    public List<Path> mainClassPath(Module module) {
        List<Path> classPath = new ArrayList<>(outputs(module));
        layout.below(module).reversed().forEach(below -> classPath.addAll(outputs(below)));
        classPath.addAll(libraries.of(module));
        return classPath;
    }

    /// What its tests run on.
    public List<Path> testClassPath(Module module) {
        List<Path> classPath = new ArrayList<>(testOutputs(module));
        layout.testsBelow(module).forEach(below -> classPath.addAll(testOutputs(below)));
        addIfThere(classPath, layout.root().resolve(".config/test-resources"));
        classPath.addAll(mainClassPath(module));
        return classPath;
    }

    /// The two halves of a module.
    private enum Part {
        MAIN("classes"),
        TEST("test-classes");

        private final String folder;

        Part(String folder) {
            this.folder = folder;
        }
    }

    /// What classes were compiled from: a short text for each source, and one for all the rest. Immutable.
    private record Origin(String rest, Map<String, String> sources) {
        Origin {
            sources = Map.copyOf(sources);
        }

        /// What is written beside the classes.
        String toText() {
            StringBuilder text = new StringBuilder(rest);
            new TreeMap<>(sources)
                    .forEach((source, print) ->
                            text.append('\n').append(print).append(' ').append(source));
            return text.toString();
        }

        static Origin of(String text) {
            List<String> lines = text.lines().toList();
            Map<String, String> sources = new HashMap<>();
            lines.stream().skip(1).map(line -> line.split(" ", 2)).forEach(line -> sources.put(line[1], line[0]));
            return new Origin(lines.isEmpty() ? "" : lines.getFirst(), sources);
        }

        /// Which of the sources are others than in `before`; empty if anything else is.
        List<Path> changedSince(Origin before) {
            return rest.equals(before.rest) && sources.keySet().equals(before.sources.keySet())
                    ? sources.entrySet().stream()
                            .filter(source -> !source.getValue().equals(before.sources.get(source.getKey())))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .map(Path::of)
                            .toList()
                    : List.of();
        }
    }

    private List<CompileError> compile(Module module, Part part) {
        Path stamp = folder(module).resolve(part.folder + ".stamp");
        Origin wanted = originOf(module, part);
        Origin before = Origin.of(read(stamp));
        if (before.equals(wanted)) {
            return List.of();
        }
        prints.remove(module.folder());
        List<Path> classPath = part == Part.MAIN ? mainClassPath(module) : testClassPath(module);
        Path target = part == Part.MAIN ? mainClasses(module) : testClasses(module);
        make(target);
        // Nothing is believed of classes of which some are old and some new.
        write(stamp, "");
        List<Path> changed = wanted.changedSince(before);
        if (changed.isEmpty() || !compileAlone(changed, classPath, target)) {
            List<CompileError> errors = compileAll(sourcesOf(module, part), classPath, target);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        write(stamp, wanted.toText());
        return List.of();
    }

    /// @return whether the classes are what compiling all sources would have made of them
    private boolean compileAlone(List<Path> changed, List<Path> classPath, Path target) {
        String shown = ApiPrint.of(target);
        ApiPrint.filesOf(changed, target).forEach(TemporaryFolder::delete);
        return compiler.compile(changed, classPath, target).isEmpty()
                && ApiPrint.of(target).equals(shown);
    }

    private List<CompileError> compileAll(List<Path> sources, List<Path> classPath, Path target) {
        TemporaryFolder.delete(target);
        make(target);
        return sources.isEmpty() ? List.of() : compiler.compile(sources, classPath, target);
    }

    private List<Path> sourcesOf(Module module, Part part) {
        if (part == Part.TEST) {
            return javaFiles(module.testSources());
        }
        List<Path> sources = new ArrayList<>(javaFiles(module.mainSources()));
        sources.addAll(javaFiles(libraries.generatedSources(module)));
        return sources;
    }

    private Origin originOf(Module module, Part part) {
        Map<String, String> sources = new HashMap<>();
        for (Path source : sourcesOf(module, part)) {
            sources.put(source.toString(), new Fingerprint().add(source).toText());
        }
        Fingerprint rest = new Fingerprint().add(Runtime.version().toString());
        libraries.of(module).forEach(library -> rest.add(library.toString()));
        layout.below(module).forEach(below -> rest.add(printOf(below)));
        if (part == Part.TEST) {
            rest.add(printOf(module));
            layout.testsBelow(module).forEach(below -> rest.add(ApiPrint.of(testClasses(below))));
        }
        return new Origin(rest.toText(), sources);
    }

    private String printOf(Module module) {
        return prints.computeIfAbsent(module.folder(), _ -> ApiPrint.of(mainClasses(module)));
    }

    private List<Path> outputs(Module module) {
        List<Path> outputs = new ArrayList<>(List.of(mainClasses(module)));
        addIfThere(outputs, module.path().resolve("src/main/resources"));
        return outputs;
    }

    private List<Path> testOutputs(Module module) {
        List<Path> outputs = new ArrayList<>(List.of(testClasses(module)));
        addIfThere(outputs, module.path().resolve("src/test/resources"));
        return outputs;
    }

    private Path folder(Module module) {
        return layout.workFolder().resolve(module.folder());
    }

    private static void addIfThere(List<Path> classPath, Path folder) {
        if (Files.isDirectory(folder)) {
            classPath.add(folder);
        }
    }

    /// The Java files below `folder`, in the order of their names.
    public static List<Path> javaFiles(Path folder) {
        return filesBelow(folder, ".java");
    }

    /// The files below `folder` whose names end so, in order; none if there is no such folder.
    static List<Path> filesBelow(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException cause) {
            throw CourseException.environment("cannot list the sources in " + folder, cause);
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException cause) {
            throw CourseException.environment("cannot create " + folder, cause);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException cause) {
            throw CourseException.environment("cannot write " + file, cause);
        }
    }
}
