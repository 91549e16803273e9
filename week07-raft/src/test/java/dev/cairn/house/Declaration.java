package dev.cairn.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// A type of the main sources, a class of tests, or an example, or a member of one of these, as a page names it:
/// `Log`, `Log#append`, `Log.Tail#sync`, `ExamplesTest#quickStart`.
///
/// @param text its source without comments of three slashes, moved to the left edge
/// @param isSolution whether it is, or holds, or lies in, what a student writes
record Declaration(String text, boolean isSolution) {
    private static final Set<String> MARKS = Set.of("Exercise", "Solution");

    /// Finds what `name` stands for. It is an [AssertionError] if it stands for nothing, or for several things.
    static Declaration of(String name) {
        List<String> types = List.of(name.replaceFirst("#.*", "").split("\\."));
        Path file = only(
                name,
                SourceTree.files("/" + types.getFirst() + ".java"),
                found -> found.toString().contains("src/main/java")
                        || types.getFirst().matches(".*(Test|Example)"));
        JavacTask task = parser(file);
        CompilationUnitTree unit = parsed(task);
        Tree found = unit;
        boolean isWithinSolution = false;
        for (String type : types) {
            found = only(
                    name,
                    inside(found),
                    tree -> tree instanceof ClassTree && nameOf(tree).equals(type));
            isWithinSolution |= isMarked(found);
        }
        if (name.contains("#")) {
            String member = name.replaceFirst(".*#", "");
            found = only(name, inside(found), tree -> nameOf(tree).equals(member));
        }
        return new Declaration(text(file, task, unit, found), isWithinSolution || holdsMark(found));
    }

    private static JavacTask parser(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        return (JavacTask)
                compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
    }

    private static CompilationUnitTree parsed(JavacTask task) {
        try {
            return task.parse().iterator().next();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static List<? extends Tree> inside(Tree tree) {
        return tree instanceof CompilationUnitTree unit ? unit.getTypeDecls() : ((ClassTree) tree).getMembers();
    }

    private static String nameOf(Tree tree) {
        return switch (tree) {
            case ClassTree type -> type.getSimpleName().toString();
            case MethodTree method -> method.getName().toString();
            case VariableTree field -> field.getName().toString();
            default -> "";
        };
    }

    /// From the first annotation or modifier to the end.
    private static String text(Path file, JavacTask task, CompilationUnitTree unit, Tree tree) {
        String source = SourceTree.read(file);
        var positions = Trees.instance(task).getSourcePositions();
        int start = source.lastIndexOf('\n', (int) positions.getStartPosition(unit, tree)) + 1;
        int end = (int) positions.getEndPosition(unit, tree);
        return source.substring(start, end).replaceAll("(?m)^ *///.*\n", "").stripIndent() + "\n";
    }

    private static boolean isMarked(Tree type) {
        return ((ClassTree) type).getModifiers().getAnnotations().stream().anyMatch(Declaration::isMark);
    }

    private static boolean isMark(AnnotationTree annotation) {
        return MARKS.contains(annotation.getAnnotationType().toString());
    }

    private static boolean holdsMark(Tree tree) {
        boolean[] holds = new boolean[1];
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void none) {
                holds[0] |= isMark(annotation);
                return super.visitAnnotation(annotation, null);
            }
        }.scan(tree, null);
        return holds[0];
    }

    private static <T> T only(String name, List<? extends T> among, Predicate<T> wanted) {
        List<? extends T> found = among.stream().filter(wanted).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " stands for " + found.size() + " declarations, but must stand for one");
        }
        return found.getFirst();
    }
}
