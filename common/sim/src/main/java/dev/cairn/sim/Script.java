package dev.cairn.sim;

import dev.cairn.common.check.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A scenario in one text file: commands, and under them what came of them.
///
/// ```
/// # The second write wins.
/// put a 1
/// put a 2
/// ---
/// ok
/// ok
///
/// get a
/// ---
/// 2
/// ```
///
/// A block is some commands, `---`, and their output up to an empty line; output that holds an empty line stands
/// behind `> `. With the system property `cairn.script.update` the file is rewritten with what comes out now, to be
/// read before it is committed. After Erik Grinaker's goldenscript, which toydb is tested with.
public final class Script {
    /// Rewrites scripts instead of comparing them.
    public static final String UPDATE_PROPERTY = "cairn.script.update";

    private static final String SEPARATOR = "---";
    private static final String QUOTE = "> ";

    private final Interpreter interpreter;
    private final List<String> out = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private boolean isBlockOpen;

    /// Carries out the commands of one script, in order.
    @FunctionalInterface
    public interface Interpreter {
        /// Carries out a command.
        ///
        /// @param words the words of its line
        /// @return what came of it, of any number of lines
        String run(List<String> words);
    }

    private Script(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /// Runs the script in `file` and compares what comes out with what stands there.
    public static void check(Path file, Interpreter interpreter) {
        check(file, interpreter, Boolean.getBoolean(UPDATE_PROPERTY));
    }

    static void check(Path file, Interpreter interpreter, boolean isUpdate) {
        try {
            List<String> expected = Files.readAllLines(file);
            List<String> actual = new Script(interpreter).run(expected);
            if (isUpdate) {
                Files.write(file, actual);
            } else if (!actual.equals(expected)) {
                throw new AssertionError(
                        "%s: another output than expected (- expected, + came out):%n%s%nIf this is right: %s"
                                .formatted(
                                        file,
                                        String.join(System.lineSeparator(), difference(expected, actual)),
                                        "run the test again with -D" + UPDATE_PROPERTY
                                                + "=true, and read what changed"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write script " + file, e);
        }
    }

    private List<String> run(List<String> lines) {
        boolean isInOutput = false;
        for (String line : lines) {
            if (line.equals(SEPARATOR) && !isInOutput) {
                isInOutput = true;
                endBlock();
            } else if (!isInOutput) {
                out.add(line);
                runCommand(line);
            } else if (line.isEmpty()) {
                isInOutput = false;
                out.add(line);
            }
        }
        Check.argument(!isBlockOpen, "the commands of the last block are not followed by %s", SEPARATOR);
        return out;
    }

    private void runCommand(String line) {
        if (!line.isBlank() && !line.startsWith("#")) {
            isBlockOpen = true;
            String result = interpreter.run(List.of(line.strip().split("\\s+")));
            output.append(result).append(result.isEmpty() || result.endsWith("\n") ? "" : "\n");
        }
    }

    private void endBlock() {
        isBlockOpen = false;
        out.add(SEPARATOR);
        List<String> lines = output.toString().lines().toList();
        boolean isQuoted = lines.stream().anyMatch(line -> line.isEmpty() || line.startsWith(QUOTE));
        lines.forEach(line -> out.add(isQuoted ? QUOTE + line : line));
        output.setLength(0);
    }

    /// The lines of both, those only in `expected` behind `-`, those only in `actual` behind `+`, by their longest
    /// common subsequence.
    private static List<String> difference(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                lines.add("  " + expected.get(i++));
                j++;
            } else if (j == actual.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + expected.get(i++));
            } else {
                lines.add("+ " + actual.get(j++));
            }
        }
        return lines;
    }
}
