package dev.cairn.workbook.edition;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import dev.cairn.workbook.course.ExerciseId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Finds the members of all types of one parsed file, and what is marked on them. Used once; confined to one
/// thread.
final class Members {
    private final String name;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Member> members = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<AnnotationTree> placed = new HashSet<>();

    Members(String name, String text, CompilationUnitTree unit, SourcePositions positions) {
        this.name = name;
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    SourceFile file() {
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree tree) {
                Optional<AnnotationTree> solution = mark(tree.getModifiers(), "Solution");
                solution.ifPresent(
                        mark -> problem(mark, "@Solution stands on a type of its own: only a member can be left out"));
                within(tree, tree.getSimpleName().toString(), exercise(tree.getModifiers()), false);
            }
        }
        findMarksElsewhere();
        return new SourceFile(name, text, members, problems);
    }

    /// @param around  the exercise of the types around it
    /// @param dropped whether a type around it is a solution, so that all of this goes with it
    private void within(ClassTree type, String path, Optional<ExerciseId> around, boolean dropped) {
        int before = members.size();
        List<? extends Tree> declared = type.getMembers().stream()
                .filter(member -> isWritten(member, type))
                .toList();
        int following = declared.size();
        while (following > 0 && isSolution(declared.get(following - 1))) {
            following--;
        }
        for (int i = 0; i < declared.size(); i++) {
            member(declared.get(i), path, around, dropped, i >= following);
        }
        boolean marked = mark(type.getModifiers(), "Exercise").isPresent();
        if (marked && members.subList(before, members.size()).stream().noneMatch(Member::isHole)) {
            problem(type, "@Exercise on a type without a method that has a body");
        }
    }

    private void member(Tree tree, String path, Optional<ExerciseId> around, boolean dropped, boolean last) {
        switch (tree) {
            case MethodTree method -> members.add(method(method, path, around, dropped, last));
            case ClassTree nested -> {
                boolean solution = dropped || isSolution(nested);
                Optional<ExerciseId> own = exercise(nested.getModifiers());
                members.add(member(
                        nested,
                        nested.getModifiers(),
                        path,
                        nested.getSimpleName().toString(),
                        last));
                within(nested, path + "." + nested.getSimpleName(), own.or(() -> around), solution);
            }
            case VariableTree field ->
                members.add(member(
                        field, field.getModifiers(), path, field.getName().toString(), last));
            default -> {
                // Initializers have no name by which they could be found again; they stay as they are.
            }
        }
    }

    private Member member(Tree tree, ModifiersTree modifiers, String path, String named, boolean last) {
        Span declaration = span(tree);
        return new Member(
                path,
                named,
                named,
                Comments.withComment(text, declaration),
                declaration,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                mark(modifiers, "Solution").isPresent(),
                true,
                last);
    }

    private Member method(MethodTree method, String path, Optional<ExerciseId> around, boolean dropped, boolean last) {
        boolean constructor = method.getReturnType() == null;
        String named = constructor
                ? path.substring(path.lastIndexOf('.') + 1)
                : method.getName().toString();
        Optional<ExerciseId> own = exercise(method.getModifiers());
        BlockTree body = method.getBody();
        if (own.isPresent() && body == null) {
            problem(method, "@Exercise on a method without a body");
        }
        Member plain = member(method, method.getModifiers(), path, named, last);
        Optional<StatementTree> call = body == null ? Optional.empty() : callOfAnother(body);
        Optional<Span> kept = call.map(this::span);
        if (own.isPresent() && call.isPresent() && body.getStatements().getFirst() != call.get()) {
            problem(method, "@Exercise on a constructor with statements before its call of another one");
        }
        return new Member(
                path,
                named,
                named + parameters(method),
                plain.whole(),
                plain.declaration(),
                Optional.ofNullable(body).map(this::span),
                kept,
                dropped ? Optional.empty() : own.or(() -> constructor ? Optional.empty() : around),
                plain.solution(),
                body == null || !isNotDone(body, call.isPresent()),
                last);
    }

    /// `super(...)` or `this(...)` among the statements of a constructor.
    private static Optional<StatementTree> callOfAnother(BlockTree body) {
        for (StatementTree statement : body.getStatements()) {
            if (statement instanceof ExpressionStatementTree expression
                    && expression.getExpression() instanceof MethodInvocationTree call
                    && Set.of("super", "this").contains(call.getMethodSelect().toString())) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    private static boolean isNotDone(BlockTree body, boolean calls) {
        return body.getStatements().size() == (calls ? 2 : 1)
                && body.getStatements().getLast() instanceof ThrowTree thrown
                && thrown.getExpression() instanceof NewClassTree made
                && Set.of("NotDoneYet", "dev.cairn.workbook.NotDoneYet")
                        .contains(made.getIdentifier().toString());
    }

    private String parameters(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getType() == null
                        ? ""
                        : parameter.getType().toString().replaceAll(",\\s+", ","))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /// Whether the member stands between the braces of the type: components of a record do not.
    private boolean isWritten(Tree member, ClassTree type) {
        boolean component = type.getKind() == Tree.Kind.RECORD
                && member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        return !component && positions.getEndPosition(unit, member) > positions.getStartPosition(unit, member);
    }

    private boolean isSolution(Tree member) {
        return switch (member) {
            case MethodTree method -> mark(method.getModifiers(), "Solution").isPresent();
            case ClassTree nested -> mark(nested.getModifiers(), "Solution").isPresent();
            case VariableTree field -> mark(field.getModifiers(), "Solution").isPresent();
            default -> false;
        };
    }

    private Optional<ExerciseId> exercise(ModifiersTree modifiers) {
        return mark(modifiers, "Exercise").flatMap(this::id);
    }

    private Optional<ExerciseId> id(AnnotationTree mark) {
        ExpressionTree argument =
                mark.getArguments().isEmpty() ? null : mark.getArguments().getFirst();
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        Optional<ExerciseId> id = value instanceof LiteralTree literal
                ? ExerciseId.of(String.valueOf(literal.getValue()))
                : Optional.empty();
        if (id.isEmpty()) {
            problem(mark, "no exercise id in " + mark + ": a week, a dot and a number, as in \"2.4\"");
        }
        return id;
    }

    private Optional<AnnotationTree> mark(ModifiersTree modifiers, String simpleName) {
        Optional<AnnotationTree> mark = modifiers.getAnnotations().stream()
                .filter(annotation -> isNamed(annotation, simpleName))
                .<AnnotationTree>map(annotation -> annotation)
                .findFirst();
        mark.ifPresent(placed::add);
        return mark;
    }

    private static boolean isNamed(AnnotationTree annotation, String simpleName) {
        return annotation.getAnnotationType().toString().equals(simpleName);
    }

    private void findMarksElsewhere() {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void none) {
                boolean mark = isNamed(annotation, "Exercise") || isNamed(annotation, "Solution");
                if (mark && !placed.contains(annotation)) {
                    problem(annotation, annotation + " stands where nothing can be left out");
                }
                return super.visitAnnotation(annotation, null);
            }
        }.scan(unit, null);
    }

    private Span span(Tree tree) {
        return new Span(
                Math.toIntExact(positions.getStartPosition(unit, tree)),
                Math.toIntExact(positions.getEndPosition(unit, tree)));
    }

    private void problem(Tree where, String what) {
        long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, where));
        String problem = name + ":" + line + ": " + what;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
