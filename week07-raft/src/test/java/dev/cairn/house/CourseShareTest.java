package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much of a week's logic its students write: never only the easy edges.
final class CourseShareTest {
    private static final int STATEMENTS_MIN = 4;
    private static final Set<String> MARKS = Set.of("Exercise", "Solution");
    private static final Set<Tree.Kind> DECISIONS = EnumSet.of(
            Tree.Kind.IF,
            Tree.Kind.FOR_LOOP,
            Tree.Kind.ENHANCED_FOR_LOOP,
            Tree.Kind.WHILE_LOOP,
            Tree.Kind.DO_WHILE_LOOP,
            Tree.Kind.SWITCH,
            Tree.Kind.SWITCH_EXPRESSION,
            Tree.Kind.TRY,
            Tree.Kind.CONDITIONAL_EXPRESSION,
            Tree.Kind.CONDITIONAL_AND,
            Tree.Kind.CONDITIONAL_OR,
            Tree.Kind.LAMBDA_EXPRESSION);

    /// Statements of methods that decide something, or do several things; constructors and the command line, which no
    /// week is about, do not count. Of `common`, which is given, only what students write counts.
    @ParameterizedTest
    @ValueSource(strings = "week01-wal/src/main/java")
    void students_write_four_tenths_of_the_logic(String folder) throws IOException {
        Count week = countIn(folder);
        Count common = countIn("common/core/src/main/java");
        long theirs = week.theirs + common.theirs;
        long all = week.all + common.theirs;
        System.out.printf("%s: students write %d of %d statements%n", folder, theirs, all);
        assertThat((double) theirs / all).as("their share").isGreaterThanOrEqualTo(0.4);
    }

    private static Count countIn(String folder) throws IOException {
        Count count = new Count();
        List<Path> files = SourceTree.files(".java").stream()
                .filter(file -> file.toString().contains(folder))
                .filter(file -> !file.toString().contains("/cli/"))
                .toList();
        for (CompilationUnitTree unit : parsed(files)) {
            count.scan(unit, false);
        }
        return count;
    }

    private static Iterable<? extends CompilationUnitTree> parsed(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
        return task.parse();
    }

    /// Counts statements, and those of marked methods and types. Confined to one thread.
    private static final class Count extends TreeScanner<Void, Boolean> {
        private long all;
        private long theirs;

        @Override
        public Void visitClass(ClassTree type, Boolean isTheirs) {
            return super.visitClass(type, isTheirs || isMarked(type.getModifiers()));
        }

        @Override
        public Void visitMethod(MethodTree method, Boolean isTheirs) {
            if (method.getBody() != null && method.getReturnType() != null) {
                List<Tree> inside = treesIn(method.getBody());
                long statements = inside.stream().filter(Count::isStatement).count();
                if (statements >= STATEMENTS_MIN
                        || inside.stream().anyMatch(tree -> DECISIONS.contains(tree.getKind()))) {
                    all += statements;
                    theirs += isTheirs || isMarked(method.getModifiers()) ? statements : 0;
                }
            }
            return super.visitMethod(method, isTheirs);
        }

        private static boolean isMarked(ModifiersTree modifiers) {
            return modifiers.getAnnotations().stream()
                    .anyMatch(mark -> MARKS.contains(mark.getAnnotationType().toString()));
        }

        private static boolean isStatement(Tree tree) {
            return tree instanceof StatementTree && !(tree instanceof BlockTree);
        }

        private static List<Tree> treesIn(BlockTree body) {
            Stream.Builder<Tree> found = Stream.builder();
            new TreeScanner<Boolean, Boolean>() {
                @Override
                public Boolean scan(Tree tree, Boolean isInside) {
                    if (tree != null && !(tree instanceof ClassTree)) {
                        found.add(tree);
                        super.scan(tree, isInside);
                    }
                    return isInside;
                }
            }.scan(body, true);
            return found.build().toList();
        }
    }
}
