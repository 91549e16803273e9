package dev.cairn.workbook.zoo;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.Holes;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether the entries of a tree's zoo belong to its course. Used once; confined to one thread.
///
/// 1. An entry's exercise exists, or is `none`.
/// 2. Its killer is recorded, and is a test of a module that is responsible for it ([ZooRun#modulesOf]).
/// 3. The killer carries the entry's exercise as a tag, so that whoever does the exercise in this way sees it fail.
///
/// Whether the killer kills is not asked: that takes a run.
public final class ZooGate {
    private final ModuleLayout layout;
    private final List<String> problems = new ArrayList<>();

    private ZooGate(ModuleLayout layout) {
        this.layout = layout;
    }

    /// What is wrong with the zoo of the tree at `root`, a line each; empty if nothing is.
    public static List<String> problems(Path root) {
        ZooGate gate = new ZooGate(ModuleLayout.of(root));
        Set<String> exercises = new HashSet<>(Set.of("none"));
        Holes.in(root).ids().stream().map(ExerciseId::toString).forEach(exercises::add);
        for (ZooEntry entry : Zoo.of(gate.layout).entries()) {
            if (!exercises.contains(entry.exercise())) {
                gate.problems.add(entry.id() + ": there is no exercise " + entry.exercise());
            }
            gate.judgeKiller(entry);
        }
        return List.copyOf(gate.problems);
    }

    private void judgeKiller(ZooEntry entry) {
        if (entry.killer().isEmpty()) {
            problems.add(entry.id() + ": no killer is recorded: ./cairn learn zoo " + entry.id() + " --record");
            return;
        }
        String killer = entry.killer().get();
        Optional<Set<String>> tags = tagsOf(entry, killer);
        if (tags.isEmpty()) {
            problems.add(entry.id() + ": there is no test " + killer);
        } else if (!entry.exercise().equals("none") && !tags.get().contains(entry.exercise())) {
            problems.add(entry.id() + ": expected a killer with @Tag(\"" + entry.exercise() + "\"), found " + killer
                    + " with " + tags.get().stream().sorted().toList());
        }
    }

    /// The tags of a test and of the classes around it, or empty if there is no such test.
    private Optional<Set<String>> tagsOf(ZooEntry entry, String killer) {
        String typeName = killer.substring(killer.lastIndexOf('.') + 1, killer.indexOf('#'));
        List<String> names = List.of(typeName.split("\\$"));
        String file = killer.substring(0, killer.lastIndexOf('.') + 1).replace('.', '/') + names.getFirst() + ".java";
        return ZooRun.modulesOf(layout, entry).stream()
                .map(module -> module.testSources().resolve(file))
                .filter(Files::exists)
                .findFirst()
                .flatMap(found -> tagsIn(parsed(found), names, killer.substring(killer.indexOf('#') + 1)));
    }

    private static ParsedSource parsed(Path file) {
        try {
            return ParsedSource.parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }

    /// A test that its class does not declare may be one of the class that this one extends.
    private static Optional<Set<String>> tagsIn(ParsedSource source, List<String> names, String test) {
        Set<String> tags = new HashSet<>();
        boolean isFound = false;
        for (int depth = 1; depth <= names.size(); depth++) {
            Optional<ClassTree> type = source.type(names.subList(0, depth));
            type.ifPresent(around -> tags.addAll(tags(around.getModifiers())));
            isFound = depth == names.size() && type.isPresent() && hasTest(type.get(), test, tags);
        }
        return isFound ? Optional.of(tags) : Optional.empty();
    }

    private static boolean hasTest(ClassTree type, String test, Set<String> tags) {
        List<MethodTree> declared = type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getName().contentEquals(test))
                .toList();
        declared.forEach(method -> tags.addAll(tags(method.getModifiers())));
        return !declared.isEmpty() || type.getExtendsClause() != null;
    }

    /// What the annotations `Tag`, Jupiter's or jqwik's, say.
    private static List<String> tags(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().matches("(.*\\.)?Tag"))
                .map(ZooGate::value)
                .toList();
    }

    private static String value(AnnotationTree annotation) {
        ExpressionTree argument = annotation.getArguments().getFirst();
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }
}
