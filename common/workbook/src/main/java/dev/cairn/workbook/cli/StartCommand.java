package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.edition.Edition;
import dev.cairn.workbook.edition.EditionLayout;
import dev.cairn.workbook.edition.EditionMaker;
import dev.cairn.workbook.edition.EditionStep;
import dev.cairn.workbook.edition.ReferenceJars;
import dev.cairn.workbook.run.CompileError;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.zoo.MutantMaker;
import dev.cairn.workbook.zoo.Zoo;
import dev.cairn.workbook.zoo.ZooEntry;
import dev.cairn.workbook.zoo.ZooJar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `cairn learn start`: makes a student's edition of the reference.
@Command(
        name = "start",
        description = "Makes your own edition of the tree, with the exercises empty, in a new folder.",
        footer = {"", "Example: cairn learn start ../my-cairn"})
final class StartCommand implements Callable<Integer> {
    private final Talk talk;
    private final Supplier<Workspace> opening;

    @Parameters(paramLabel = "DIR", description = "The folder to make; it must not lie in this tree.")
    private Path folder;

    StartCommand(Talk talk, Supplier<Workspace> opening) {
        this.talk = talk;
        this.opening = opening;
    }

    @Override
    public Integer call() {
        Workspace workspace = opening.get();
        if (workspace.isEdition()) {
            throw CourseException.request("this is an edition already: 'cairn learn next' says what to write in it");
        }
        ModuleBuild build = workspace.build(() -> talk.notice("asking Maven for the libraries, once ..."));
        compile(workspace, build);
        Edition edition = EditionMaker.of(workspace.root())
                .with(new ReferenceJars(module -> build.mainClasses(moduleAt(workspace, module))))
                .with(new WrongSolutions(workspace, build))
                .make(folder, talk::notice);
        talk.line("Your edition is in " + edition.folder() + ": " + edition.exercises() + " exercises in "
                + edition.files() + " files.");
        talk.line("");
        talk.line("  cd " + edition.folder());
        talk.line("  ./cairn learn next       what to write first, and where");
        talk.line("  ./cairn learn check      whether it is right");
        return Ending.OK.code();
    }

    private void compile(Workspace workspace, ModuleBuild build) {
        for (Module module : workspace.layout().modules()) {
            talk.progress("compiling " + module + " ...");
            List<CompileError> errors = build.compileMain(module);
            if (!errors.isEmpty()) {
                throw CourseException.environment(
                        "the reference does not compile: " + errors.getFirst().show(workspace.root()));
            }
        }
    }

    private static Module moduleAt(Workspace workspace, Path folder) {
        return workspace.layout().module(folder.toString().replace('\\', '/'));
    }

    /// The step that packs the compiled wrong solutions.
    private record WrongSolutions(Workspace workspace, ModuleBuild build) implements EditionStep {
        @Override
        public String what() {
            return "wrong solutions";
        }

        @Override
        public void add(Path source, Path edition) {
            Map<ZooEntry, Path> mutants = new LinkedHashMap<>();
            MutantMaker maker = new MutantMaker(build);
            Zoo.of(workspace.layout()).entries().forEach(entry -> mutants.put(entry, maker.make(entry)));
            new ZooJar(EditionLayout.zoo(edition)).write(mutants);
        }
    }
}
