package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much of a week's logic its students write: never only the easy edges.
final class CourseShareTest {
    private static final int STATEMENTS_MIN = 4;
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

    /// What a week's module has for a later week, beside the files in which that week's exercises are:
    /// the driver of merges, which merges nothing in week 2, the state that copies of a store are made
    /// of, what finds the filters of a table, what counts how they do, what shares memory among
    /// directories of rows, and what counts gets for a node.
    private static final Map<String, Integer> LATER = Map.of(
            "/dev/cairn/lsm/compaction/", 3,
            "/dev/cairn/lsm/HeldState.java", 3,
            "/dev/cairn/lsm/table/MetaIndex.java", 3,
            "/dev/cairn/lsm/table/RowBudget.java", 3,
            "/dev/cairn/lsm/table/TableCounts.java", 3,
            "/dev/cairn/lsm/read/CountedReads.java", 4);

    /// How a node shows what it does, to people and to monitors: no week is about it.
    private static final List<String> SHOWS = List.of("/cli/", "/dev/cairn/rpc/metrics/", "/dev/cairn/rpc/page/");

    private static final Pattern MARK = Pattern.compile("@Exercise\\(\"(\\d)\\.");

    /// Statements of methods that decide something, or do several things; constructors, and the command
    /// line and its like ([#SHOWS]), do not count. What lies in an earlier week's module for this one
    /// counts here and not there. Of `common`, which is given, only what students of that week write
    /// counts.
    @ParameterizedTest
    @CsvSource({"1, week01-wal", "2, week02-lsm", "3, week03-bloom-compaction", "4, week04-grpc"})
    void students_write_four_tenths_of_the_logic(int week, String module) throws IOException {
        Count own = countIn(week, file -> weekOf(file) == week);
        Count common = countIn(week, file -> file.toString().matches(".*common.(core|web).src.main.java.*"));
        long theirs = own.theirs + common.theirs;
        long all = own.all + common.theirs;
        System.out.printf("%s: students write %d of %d statements%n", module, theirs, all);
        assertThat((double) theirs / all).as("their share").isGreaterThanOrEqualTo(0.4);
    }

    private static Count countIn(int week, Predicate<Path> isOfWeek) throws IOException {
        Count count = new Count(week);
        List<Path> files = SourceTree.files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> SHOWS.stream().noneMatch(file.toString().replace('\\', '/')::contains))
                .filter(isOfWeek)
                .toList();
        for (CompilationUnitTree unit : parsed(files)) {
            count.scan(unit, false);
        }
        return count;
    }

    /// The week that a file of a week's module is about, or 0: that of its exercises, if all are of one
    /// week, else that of the module.
    private static int weekOf(Path file) {
        String path = file.toString().replace('\\', '/');
        Matcher module = Pattern.compile("/week(\\d\\d)-").matcher(path);
        if (!module.find()) {
            return 0;
        }
        List<Integer> marks = MARK.matcher(read(file))
                .results()
                .map(mark -> Integer.valueOf(mark.group(1)))
                .distinct()
                .toList();
        int own = LATER.entrySet().stream()
                .filter(later -> path.contains(later.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Integer.valueOf(module.group(1)));
        return marks.size() == 1 ? marks.getFirst() : own;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static Iterable<? extends CompilationUnitTree> parsed(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
        return task.parse();
    }

    /// Counts statements, and those of methods and types that are marked for one week. A `@Solution` is
    /// of the week of the exercises in its file. Confined to one thread.
    private static final class Count extends TreeScanner<Void, Boolean> {
        private final String idsBegin;
        private boolean isOfWeek;
        private long all;
        private long theirs;

        Count(int week) {
            this.idsBegin = "\"" + week + ".";
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, Boolean isTheirs) {
            isOfWeek = unit.toString().contains("Exercise(" + idsBegin);
            return super.visitCompilationUnit(unit, isTheirs);
        }

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

        private boolean isMarked(ModifiersTree modifiers) {
            return modifiers.getAnnotations().stream().anyMatch(this::isMark);
        }

        private boolean isMark(AnnotationTree mark) {
            return switch (mark.getAnnotationType().toString()) {
                case "Exercise" -> mark.getArguments().toString().contains(idsBegin);
                case "Solution" -> isOfWeek;
                default -> false;
            };
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
