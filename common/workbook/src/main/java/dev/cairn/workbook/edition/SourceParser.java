package dev.cairn.workbook.edition;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Reads source texts by the compiler's parser. Nothing is resolved, so a text needs no class path.
final class SourceParser {
    private SourceParser() {}

    /// The files in the order of `sources`, which maps names to texts.
    static List<SourceFile> parse(Map<String, String> sources) {
        if (sources.isEmpty()) {
            return List.of();
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<Text> texts = new ArrayList<>();
        sources.forEach((name, text) -> texts.add(new Text(name, text)));
        JavacTask task =
                (JavacTask) Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no compiler: a JDK is needed")
                        .getTask(null, null, diagnostics, List.of("-proc:none"), null, texts);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        Map<String, CompilationUnitTree> units = new HashMap<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                units.put(unit.getSourceFile().getName(), unit);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        List<SourceFile> files = new ArrayList<>();
        for (Text text : texts) {
            List<String> errors = errors(text, diagnostics);
            CompilationUnitTree unit = units.get(text.getName());
            files.add(
                    unit == null || !errors.isEmpty()
                            ? SourceFile.unreadable(text.name, text.text, errors)
                            : new Members(text.name, text.text, unit, positions).file());
        }
        return files;
    }

    private static List<String> errors(Text text, DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream()
                .filter(found -> found.getKind() == Diagnostic.Kind.ERROR
                        && found.getSource() != null
                        && found.getSource().getName().equals(text.getName()))
                .map(found -> text.name + ":" + found.getLineNumber() + ": " + found.getMessage(Locale.ROOT))
                .toList();
    }

    /// A source text that lies in memory.
    private static final class Text extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Text(String name, String text) {
            super(
                    URI.create("text:///"
                            + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                    .replace("+", "%20")
                                    .replace("%2F", "/")),
                    Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
