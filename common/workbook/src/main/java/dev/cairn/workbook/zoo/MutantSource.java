package dev.cairn.workbook.zoo;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.cairn.workbook.zoo.ZooEntry.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The source of a type of the reference with the members of an entry in the place of its own.
///
/// A member of the entry takes the place of the one with the same name and the same types of parameters, its comment
/// stays; a member that the reference has not is added. Confined to one thread.
final class MutantSource {
    private final ZooEntry entry;
    private final String file;
    private final ParsedSource wrong;
    private final List<String> problems = new ArrayList<>();

    /// @param file what the entry's file is called in messages
    MutantSource(ZooEntry entry, String file) {
        this.entry = entry;
        this.file = file;
        this.wrong = ParsedSource.parse(file, entry.text());
    }

    /// A change of a text.
    private record Edit(int start, int end, String text) {}

    /// The changed source of one file of the reference.
    ///
    /// @param source the source as it is
    /// @param typeNames the types in it that are targets, each from the outermost name to the innermost
    /// @throws BrokenEntryException if the entry does not fit the source
    String applyTo(String source, Set<List<String>> typeNames) {
        ParsedSource right = ParsedSource.parse("the reference", source);
        List<Edit> edits = new ArrayList<>();
        for (List<String> names : typeNames) {
            Optional<ClassTree> target = right.type(names);
            Optional<ClassTree> replacement = wrong.type(List.of(names.getLast()));
            if (target.isEmpty()) {
                problems.add(file + ": target: the reference has no type " + String.join(".", names));
            } else if (replacement.isEmpty()) {
                problems.add(
                        file + ": expected a class " + names.getLast() + " that holds the replacement, found none");
            } else {
                edits.addAll(edits(right, target.get(), replacement.get()));
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokenEntryException(problems);
        }
        importsFor(right).ifPresent(edits::add);
        return apply(source, edits);
    }

    private List<Edit> edits(ParsedSource right, ClassTree target, ClassTree replacement) {
        Map<String, Tree> own = new HashMap<>();
        target.getMembers()
                .forEach(member ->
                        ParsedSource.signature(target, member).ifPresent(signature -> own.put(signature, member)));
        Set<String> replaced = new HashSet<>();
        List<Edit> edits = new ArrayList<>();
        StringBuilder added = new StringBuilder();
        for (Tree member : replacement.getMembers()) {
            String signature = ParsedSource.signature(replacement, member).orElse("");
            Tree old = own.get(signature);
            if (old == null) {
                added.append("\n    ").append(wrong.textOf(member)).append('\n');
            } else {
                replaced.add(signature.split("\\(", 2)[0]);
                edits.add(new Edit(right.start(old), right.end(old), wrong.textOf(member)));
            }
        }
        int close = right.end(target) - 1;
        edits.add(new Edit(close, close, added.toString()));
        checkTargets(target, own.keySet(), replaced);
        return edits;
    }

    /// Every target is replaced, and nothing else.
    private void checkTargets(ClassTree type, Set<String> own, Set<String> replaced) {
        Set<String> named = new HashSet<>();
        for (Target target : entry.targets()) {
            if (type.getSimpleName().contentEquals(target.simpleTypeName())) {
                named.add(target.member());
                if (!replaced.contains(target.member())) {
                    problems.add(file + ": target " + target + ": the class here replaces no such member; "
                            + type.getSimpleName() + " has " + candidates(own, target.member()));
                }
            }
        }
        replaced.stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> problems.add(
                        file + ": " + type.getSimpleName() + "#" + name + " is replaced here, but no target names it"));
    }

    private static String candidates(Set<String> own, String name) {
        List<String> same = own.stream()
                .filter(has -> has.split("\\(", 2)[0].equals(name))
                .sorted()
                .toList();
        return String.join(" and ", same.isEmpty() ? own.stream().sorted().toList() : same);
    }

    private Optional<Edit> importsFor(ParsedSource right) {
        List<String> missing = wrong.imports().stream()
                .filter(line -> !right.imports().contains(line))
                .toList();
        int at = right.endOfImports();
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Edit(at, at, "\n" + String.join("\n", missing)));
    }

    /// From the end to the start, so that no edit moves the place of another.
    private static String apply(String source, List<Edit> edits) {
        StringBuilder text = new StringBuilder(source);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .forEach(edit -> text.replace(edit.start(), edit.end(), edit.text()));
        return text.toString();
    }
}
