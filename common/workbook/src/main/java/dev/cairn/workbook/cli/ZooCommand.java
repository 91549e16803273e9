package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.check.Check;
import dev.cairn.workbook.cli.check.LookAlikes;
import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.edition.EditionLayout;
import dev.cairn.workbook.run.CompileError;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestOutcome.Verdict;
import dev.cairn.workbook.zoo.BrokenEntryException;
import dev.cairn.workbook.zoo.Fate;
import dev.cairn.workbook.zoo.KillerRecord;
import dev.cairn.workbook.zoo.MutantMaker;
import dev.cairn.workbook.zoo.ZooEntry;
import dev.cairn.workbook.zoo.ZooJar;
import dev.cairn.workbook.zoo.ZooRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn learn zoo`: runs the tests on wrong solutions, each of which some test must notice.
@Command(
        name = "zoo",
        description = "Runs the tests on plausible wrong solutions: each must be noticed by one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn learn zoo                  all of them",
            "  cairn learn zoo Z1-04 Z1-07",
            "  cairn learn zoo --record         notes in the sources which test notices which, and writes docs/zoo.md"
        })
final class ZooCommand implements Callable<Integer> {
    private final Talk talk;
    private final Supplier<Workspace> opening;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Wrong solutions, as Z1-04; all if none is given.")
    private List<String> ids = List.of();

    @Option(names = "--record", description = "Writes the tests that notice them into their headers and docs/zoo.md.")
    private boolean isRecorded;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    ZooCommand(Talk talk, Supplier<Workspace> opening) {
        this.talk = talk;
        this.opening = opening;
    }

    @Override
    public Integer call() {
        Workspace workspace = opening.get();
        if (isRecorded && workspace.isEdition()) {
            throw CourseException.request(
                    "an edition has the wrong solutions only compiled: --record works in the reference");
        }
        List<ZooEntry> entries = chosen(LookAlikes.zoo(workspace));
        ModuleBuild build = workspace.build(() -> talk.notice("asking Maven for the libraries, once ..."));
        List<CompileError> errors = compile(workspace, build, entries);
        if (!errors.isEmpty()) {
            talk.line("It does not compile: " + errors.getFirst().show(workspace.root()));
            return Ending.NEGATIVE.code();
        }
        Map<ZooEntry, Fate> fates = new LinkedHashMap<>();
        for (ZooEntry entry : entries) {
            talk.progress(entry.id() + " (" + (fates.size() + 1) + " of " + entries.size() + "): " + entry.title());
            Fate fate = fate(workspace, build, entry);
            fates.put(entry, fate);
            tell(entry, fate);
        }
        if (isRecorded) {
            new KillerRecord(workspace.layout()).write(fates);
        }
        return tellAll(fates);
    }

    private List<ZooEntry> chosen(List<ZooEntry> all) {
        List<String> known = all.stream().map(ZooEntry::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw CourseException.request(
                        "there is no wrong solution " + id + ": there are " + String.join(" ", known));
            }
        }
        return all.stream()
                .filter(entry -> ids.isEmpty() || ids.contains(entry.id()))
                .toList();
    }

    private List<CompileError> compile(Workspace workspace, ModuleBuild build, List<ZooEntry> entries) {
        Set<Module> modules = new LinkedHashSet<>();
        entries.forEach(entry -> modules.addAll(ZooRun.modulesOf(workspace.layout(), entry)));
        for (Module module : modules) {
            talk.progress("compiling " + module + " ...");
            List<CompileError> errors = build.compileTests(module);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        return List.of();
    }

    private static Fate fate(Workspace workspace, ModuleBuild build, ZooEntry entry) {
        try {
            return new ZooRun(build, RunLimits.standard()).run(entry, overlays(workspace, build, entry));
        } catch (BrokenEntryException broken) {
            return new Fate.Broken(broken.problems());
        }
    }

    /// In an edition the reference takes the place of what the student has not written yet.
    private static List<Path> overlays(Workspace workspace, ModuleBuild build, ZooEntry entry) {
        if (!workspace.isEdition()) {
            return List.of(new MutantMaker(build).make(entry));
        }
        Path folder = workspace.layout().workFolder().resolve("zoo").resolve(entry.id());
        List<Path> overlays = new ArrayList<>();
        overlays.add(new ZooJar(EditionLayout.zoo(workspace.root())).unpack(entry, folder));
        for (Module module : workspace.layout().modules()) {
            if (Path.of(module.folder()).getNameCount() > 0 && !module.folder().equals("common/workbook")) {
                overlays.add(Check.referenceOf(workspace, module));
            }
        }
        return overlays;
    }

    private void tell(ZooEntry entry, Fate fate) {
        if (json) {
            return;
        }
        talk.line("%-6s %-60s".formatted(entry.id(), entry.title()).stripTrailing());
        switch (fate) {
            case Fate.Killed(String killer, Verdict how, long millis, boolean wasSearched) ->
                talk.line("       %s by %s, %s%s"
                        .formatted(words(how), killer, seconds(millis), wasSearched ? "  (not recorded yet)" : ""));
            case Fate.Survived(int tests) -> talk.line("       SURVIVES " + tests + " tests");
            case Fate.Broken(List<String> problems) ->
                problems.forEach(problem -> talk.line("       BROKEN " + problem));
        }
    }

    private int tellAll(Map<ZooEntry, Fate> fates) {
        List<String> alive = fates.entrySet().stream()
                .filter(fate -> !(fate.getValue() instanceof Fate.Killed))
                .map(fate -> fate.getKey().id())
                .toList();
        if (json) {
            List<Map<String, Object>> entries = new ArrayList<>();
            fates.forEach((entry, fate) -> entries.add(asJson(entry, fate)));
            talk.line(JsonLine.of(Map.of("entries", entries, "unnoticed", alive)));
        } else {
            talk.line("");
            talk.line(
                    alive.isEmpty()
                            ? "All " + fates.size() + " are noticed."
                            : "NOT noticed: " + String.join(" ", alive) + " (" + alive.size() + " of " + fates.size()
                                    + ")");
        }
        return alive.isEmpty() ? Ending.OK.code() : Ending.NEGATIVE.code();
    }

    private static Map<String, Object> asJson(ZooEntry entry, Fate fate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("title", entry.title());
        json.put("fate", fate.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (fate instanceof Fate.Killed(String killer, Verdict how, long millis, boolean wasSearched)) {
            json.put("killer", killer);
            json.put("how", how.name());
            json.put("millis", millis);
            json.put("recorded", !wasSearched);
        } else if (fate instanceof Fate.Broken(List<String> problems)) {
            json.put("problems", problems);
        }
        return json;
    }

    private static String words(Verdict how) {
        return switch (how) {
            case FAILED, PASSED, SKIPPED -> "noticed";
            case HUNG -> "does not end, noticed";
            case OUT_OF_MEMORY -> "uses up the memory, noticed";
            case DIED -> "ends the process, noticed";
        };
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
