package dev.cairn.workbook.edition;

import dev.cairn.workbook.course.ExerciseId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// One source file: its text, its members in the order of the text, and what is wrong with its marks. Immutable.
record SourceFile(String name, String text, List<Member> members, List<String> problems) {
    private static final String PACKAGE = "dev.cairn.workbook.";
    private static final Pattern WORD = Pattern.compile("\\w+");

    SourceFile {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    static SourceFile unreadable(String name, String text, List<String> problems) {
        return new SourceFile(name, text, List.of(), problems);
    }

    List<Member> holes() {
        return members.stream().filter(Member::isHole).toList();
    }

    Hole hole(Member member) {
        return new Hole(
                member.exercise().orElseThrow(),
                name,
                member.type(),
                member.signature(),
                Comments.task(text, member),
                member.body().orElseThrow().in(text),
                Comments.lineNumber(text, member.declaration().start()),
                member.done());
    }

    /// Problems with the marks, and such as show only when the members are seen together.
    List<String> allProblems() {
        List<String> all = new ArrayList<>(problems);
        if (!holes().isEmpty() && !text.contains(importOf("Exercise"))) {
            all.add(name + ": must import " + PACKAGE + "Exercise by its name");
        }
        Set<Member> serving = serving(holes());
        members.stream()
                .filter(Member::solution)
                .filter(member -> !serving.contains(member))
                .forEach(member -> all.add(name + ": @Solution " + member.key() + " serves no exercise of this file"));
        return all;
    }

    /// The text with the chosen holes empty, and without the solutions that no hole that is done speaks of.
    String blanked(Predicate<Member> chosen) {
        List<Member> emptied = holes().stream().filter(chosen).toList();
        if (emptied.isEmpty()) {
            return text;
        }
        Edits edits = new Edits();
        emptied.forEach(hole -> edits.replace(hole.body().orElseThrow(), empty(hole)));
        Set<Member> serving = serving(holes().stream()
                .filter(hole -> hole.done() && !emptied.contains(hole))
                .toList());
        members.stream()
                .filter(member -> member.solution() && !serving.contains(member))
                .forEach(solution -> edits.replace(Comments.linesOf(text, solution), ""));
        if (!text.contains(importOf("NotDoneYet"))) {
            int exercise = text.indexOf(importOf("Exercise"));
            edits.insert(Comments.lineEnd(text, exercise), importOf("NotDoneYet") + newLine());
        }
        return edits.applyTo(text);
    }

    /// The text with the holes of an exercise filled as they are in `reference`, and the solutions that they
    /// speak of.
    String filled(ExerciseId id, SourceFile reference) {
        List<Member> wanted = reference.holes().stream()
                .filter(hole -> hole.exercise().equals(Optional.of(id)))
                .toList();
        Edits edits = new Edits();
        wanted.forEach(hole -> edits.replace(
                member(hole.key())
                        .flatMap(Member::body)
                        .orElseThrow(() -> new EditionException(name + " has no " + hole.key()
                                + " any more, which exercise " + id + " is about: bring its declaration back")),
                hole.body().orElseThrow().in(reference.text)));
        Set<Member> serving = reference.serving(wanted);
        reference.members.stream()
                .filter(member ->
                        serving.contains(member) && member(member.key()).isEmpty())
                .forEach(solution -> bringBack(solution, reference, edits));
        return withoutIdleImport(edits.applyTo(text));
    }

    private Optional<Member> member(String key) {
        return members.stream().filter(member -> member.key().equals(key)).findFirst();
    }

    /// The solutions that the bodies of `holes` speak of, or others that those speak of.
    private Set<Member> serving(List<Member> holes) {
        Set<String> words = new HashSet<>();
        holes.forEach(hole -> addWords(hole.body().orElseThrow(), words));
        Set<Member> serving = new HashSet<>();
        boolean more = true;
        while (more) {
            List<Member> found = members.stream()
                    .filter(member -> member.solution() && words.contains(member.name()) && !serving.contains(member))
                    .toList();
            found.forEach(member -> addWords(member.declaration(), words));
            more = serving.addAll(found);
        }
        return serving;
    }

    private void addWords(Span span, Set<String> words) {
        WORD.matcher(span.in(text)).results().forEach(word -> words.add(word.group()));
    }

    private String empty(Member hole) {
        String indent = Comments.indent(
                text, Comments.lineStart(text, hole.declaration().start()));
        String call = hole.kept()
                .map(span -> indent + "    " + span.in(text) + newLine())
                .orElse("");
        return "{" + newLine() + call + indent + "    throw new NotDoneYet(\""
                + hole.exercise().orElseThrow() + "\");" + newLine() + indent + "}";
    }

    /// Puts a solution where it stands in the reference: before the member that follows it there, or, when it is
    /// the last of its type, behind the member that it follows.
    private void bringBack(Member solution, SourceFile reference, Edits edits) {
        String lines = Comments.linesOf(reference.text, solution).in(reference.text);
        List<Member> siblings = reference.members.stream()
                .filter(member -> member.type().equals(solution.type()))
                .toList();
        int place = siblings.indexOf(solution);
        Optional<Member> next = siblings.stream()
                .skip(place + 1L)
                .map(member -> member(member.key()))
                .flatMap(Optional::stream)
                .findFirst();
        if (!solution.last() && next.isPresent()) {
            edits.insert(Comments.lineStart(text, next.get().whole().start()), lines);
            return;
        }
        int behind = siblings.subList(0, place).reversed().stream()
                .map(member -> member(member.key()))
                .flatMap(Optional::stream)
                .map(member -> member.whole().end())
                .findFirst()
                .orElseGet(() -> openingBrace(solution.type()));
        edits.insert(Comments.lineEnd(text, behind), lines);
    }

    /// The brace that opens a type which holds nothing but solutions.
    private int openingBrace(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        var declared = Pattern.compile("(class|record|interface|enum) " + simple + "\\b[^{]*")
                .matcher(text);
        if (!declared.find()) {
            throw new EditionException(name + " has no type " + type + " any more: bring its declaration back");
        }
        return declared.end();
    }

    private String withoutIdleImport(String changed) {
        String line = importOf("NotDoneYet") + newLine();
        return changed.replace(line, "").contains("NotDoneYet") ? changed : changed.replace(line, "");
    }

    private static String importOf(String type) {
        return "import " + PACKAGE + type + ";";
    }

    private String newLine() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}
