package dev.cairn.workbook.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The Java compiler of the JDK that this process runs on, in this process, without lints and annotation processors.
///
/// Confined to one thread.
public final class SourceCompiler {
    private static final List<String> OPTIONS = List.of(
            "-proc:none", "-implicit:none", "-parameters", "-g", "-nowarn", "-Xlint:none", "-encoding", "UTF-8");

    private final JavaCompiler compiler;

    /// @throws CourseException if this process runs on a Java runtime without a compiler
    public SourceCompiler() {
        this.compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw CourseException.environment(
                    "this Java runtime has no compiler: start cairn on a JDK (CAIRN_JAVA_HOME says which)");
        }
    }

    /// Compiles `sources` into `target`, which must be there.
    ///
    /// @return what keeps them from being compiled; empty if they are
    public List<CompileError> compile(List<Path> sources, List<Path> classPath, Path target) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = new ArrayList<>(OPTIONS);
            options.addAll(List.of("-d", target.toString(), "-cp", joined(classPath)));
            boolean isDone = compiler.getTask(
                            null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            return isDone ? List.of() : errors(said);
        } catch (IOException cause) {
            throw CourseException.environment("cannot compile into " + target, cause);
        }
    }

    /// A class path as one text.
    static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<CompileError> errors(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(SourceCompiler::error)
                .toList();
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
        Path file = diagnostic.getSource() == null
                ? Path.of("(no file)")
                : Path.of(diagnostic.getSource().toUri());
        return new CompileError(
                file,
                diagnostic.getLineNumber(),
                diagnostic.getMessage(Locale.ROOT).strip());
    }
}
