package dev.cairn.workbook.zoo;

import dev.cairn.workbook.run.CompileError;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.TemporaryFolder;
import dev.cairn.workbook.zoo.ZooEntry.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles the changed types of entries, each into a folder of its own, which is an overlay.
///
/// Confined to one thread.
public final class MutantMaker {
    private final ModuleBuild build;

    public MutantMaker(ModuleBuild build) {
        this.build = build;
    }

    /// The folder with the wrong classes of `entry`, whose module is compiled.
    ///
    /// @throws BrokenEntryException if the entry does not fit the reference, or does not compile
    public Path make(ZooEntry entry) {
        Module module = build.layout().module(entry.module());
        MutantSource mutant = new MutantSource(entry, entry.id());
        Path folder = build.layout().workFolder().resolve("zoo").resolve(entry.id());
        Path sources = folder.resolve("sources");
        Path classes = folder.resolve("classes");
        TemporaryFolder.delete(folder);
        try {
            Files.createDirectories(classes);
            for (Map.Entry<Path, Set<List<String>>> target :
                    targetsByFile(entry, module).entrySet()) {
                Path file = target.getKey();
                String changed =
                        mutant.applyTo(Files.readString(module.mainSources().resolve(file)), target.getValue());
                Path to = sources.resolve(file);
                Files.createDirectories(to.getParent());
                Files.writeString(to, changed);
            }
        } catch (IOException cause) {
            throw CourseException.environment("cannot make the mutant of " + entry.id() + " in " + folder, cause);
        }
        compile(entry, module, sources, classes);
        return classes;
    }

    private void compile(ZooEntry entry, Module module, Path sources, Path classes) {
        List<Path> files = ModuleBuild.javaFiles(sources);
        List<CompileError> errors = build.compiler().compile(files, build.mainClassPath(module), classes);
        if (!errors.isEmpty()) {
            throw new BrokenEntryException(errors.stream()
                    .map(error -> entry.id() + " does not compile: "
                            + error.show(build.layout().root()))
                    .toList());
        }
    }

    /// The files of the module that hold targets, with the names of the target types in each.
    private static Map<Path, Set<List<String>>> targetsByFile(ZooEntry entry, Module module) {
        Map<Path, Set<List<String>>> targets = new LinkedHashMap<>();
        for (Target target : entry.targets()) {
            List<String> parts = Arrays.asList(target.typeName().split("\\."));
            int outermost = 0;
            while (!Character.isUpperCase(parts.get(outermost).charAt(0))) {
                outermost++;
            }
            Path file = Path.of(String.join("/", parts.subList(0, outermost + 1)) + ".java");
            if (!Files.exists(module.mainSources().resolve(file))) {
                throw new BrokenEntryException(
                        List.of(entry.id() + ": target " + target + ": " + module + " has no source " + file));
            }
            targets.computeIfAbsent(file, _ -> new HashSet<>()).add(parts.subList(outermost, parts.size()));
        }
        return targets;
    }
}
