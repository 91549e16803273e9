package dev.cairn.workbook.zoo;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One Java source as the compiler's parser sees it, with the place of each part in the text.
///
/// Confined to one thread.
final class ParsedSource {
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private ParsedSource(String text, CompilationUnitTree unit, SourcePositions positions) {
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    /// @param file what the source is called in messages
    /// @throws BrokenEntryException if it is no Java
    static ParsedSource parse(String file, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, said, List.of("-proc:none", "-Xlint:none"), null, List.of(new Text(text)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            List<String> errors = said.getDiagnostics().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .map(error -> file + ":" + error.getLineNumber() + ": " + error.getMessage(Locale.ROOT))
                    .toList();
            if (!errors.isEmpty()) {
                throw new BrokenEntryException(errors);
            }
            return new ParsedSource(text, unit, Trees.instance(task).getSourcePositions());
        } catch (IOException cause) {
            throw new IllegalStateException("a text in memory can be read", cause);
        }
    }

    /// A source that lies in no file.
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// The types at the top of the source.
    List<ClassTree> types() {
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
    }

    /// The type with these names, from the outermost to the innermost.
    Optional<ClassTree> type(List<String> names) {
        List<ClassTree> among = types();
        Optional<ClassTree> found = Optional.empty();
        for (String name : names) {
            found = among.stream()
                    .filter(type -> type.getSimpleName().contentEquals(name))
                    .findFirst();
            among = found.map(ParsedSource::nested).orElse(List.of());
        }
        return found;
    }

    /// The import lines, in order.
    List<String> imports() {
        return unit.getImports().stream().map(this::textOf).toList();
    }

    /// Where a further import can be put.
    int endOfImports() {
        List<Tree> before = new ArrayList<>(unit.getImports());
        if (before.isEmpty() && unit.getPackage() != null) {
            before.add(unit.getPackage());
        }
        return before.isEmpty() ? 0 : end(before.getLast());
    }

    /// Where the first character of a part is; annotations belong to it, comments do not.
    int start(Tree part) {
        return (int) positions.getStartPosition(unit, part);
    }

    /// Just behind its last character.
    int end(Tree part) {
        return (int) positions.getEndPosition(unit, part);
    }

    /// Its source.
    String textOf(Tree part) {
        return text.substring(start(part), end(part));
    }

    /// The whole source.
    String text() {
        return text;
    }

    /// What tells a member from others of its type: the name, and for methods the types of parameters.
    static Optional<String> signature(ClassTree type, Tree member) {
        return switch (member) {
            case MethodTree method -> Optional.of(name(type, method) + parameters(method));
            case VariableTree field -> Optional.of(field.getName().toString());
            default -> Optional.empty();
        };
    }

    /// The name of a method, or of its type for a constructor.
    private static String name(ClassTree type, MethodTree method) {
        boolean isConstructor = method.getName().contentEquals("<init>");
        return (isConstructor ? type.getSimpleName() : method.getName()).toString();
    }

    private static String parameters(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getType().toString().replaceAll("@\\w+\\s*|\\s", ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<ClassTree> nested(ClassTree type) {
        return type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
    }
}
