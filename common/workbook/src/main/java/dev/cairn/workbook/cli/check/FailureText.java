package dev.cairn.workbook.cli.check;

import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.child.TestEvent.Frame;
import dev.cairn.workbook.run.child.TestEvent.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person is told of a test that does not pass: the verdict first, then the facts, then what to do.
///
/// At most forty lines, or all there is to tell. Immutable.
///
/// @param isWhole whether nothing is left out
///
public record FailureText(RunLimits limits, LookAlikes lookAlikes, boolean isWhole) {
    static final int LINES_MAX = 40;
    private static final int MESSAGE_LINES_MAX = 16;
    /// So many of those are the last ones of a message that is longer.
    private static final int MESSAGE_END_LINES = 6;

    private static final int FRAMES_MAX = 4;
    private static final int OUTPUT_LINES_MAX = 20;
    private static final int COLUMNS_MAX = 160;

    /// What a test prints is kept up to here.
    private static final long KEPT_BYTES_MAX = 16 << 20;

    /// A verdict is told whole: so many lines of a message at its beginning are wrapped, and not cut.
    private static final int VERDICT_LINES = 2;

    private static final int VERDICT_COLUMNS = 100;
    private static final List<String> MACHINERY = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "org.junit.",
            "net.jqwik.",
            "org.assertj.",
            "org.jetbrains.",
            "dev.cairn.workbook.");

    /// The lines about one test, without indentation.
    public List<String> lines(TestOutcome outcome) {
        List<String> head = new ArrayList<>();
        head.add(simpleClass(outcome) + ": " + sentence(outcome));
        head.addAll(verdict(outcome));
        head.addAll(places(outcome));
        List<String> tail = new ArrayList<>(likely(outcome));
        tail.add("again, alone: ./cairn learn replay '" + outcome.test().qualifiedName() + "'");
        List<String> output = output(outcome, outputLines(head.size() + tail.size()));
        List<String> all = new ArrayList<>(head);
        all.addAll(output);
        all.addAll(tail);
        return all;
    }

    /// Wrong solutions that the test notices too. Of one that hangs none: anything may be at fault, and what
    /// is named would lead away.
    private List<String> likely(TestOutcome outcome) {
        return outcome.verdict() == TestOutcome.Verdict.HUNG
                ? List.of()
                : lookAlikes.lines(outcome.test().qualifiedName());
    }

    /// One test in one line.
    public static String line(TestOutcome outcome) {
        return simpleClass(outcome) + ": " + sentence(outcome);
    }

    private List<String> verdict(TestOutcome outcome) {
        return switch (outcome.verdict()) {
            case HUNG -> hung(outcome);
            case OUT_OF_MEMORY ->
                List.of("  ran out of memory: it may use " + limits.heapMebibytes() + " MiB ("
                        + outcome.trouble().message() + ")");
            case DIED ->
                indented(List.of("ended the process that it ran in, as System.exit does: "
                        + outcome.trouble().message()));
            case FAILED, SKIPPED, PASSED -> indented(facts(outcome));
        };
    }

    private List<String> hung(TestOutcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add("  did not end within " + limits.perTest().toSeconds() + " s; its thread was "
                + outcome.trouble().message());
        outcome.trouble().reports().forEach(other -> lines.add("  " + other));
        return lines;
    }

    /// The message; of an exception that is no assertion, its name too. A property's sample follows.
    private List<String> facts(TestOutcome outcome) {
        String type = outcome.trouble().type();
        boolean isAssertion = type.endsWith("AssertionError") || type.endsWith("AssertionFailedError");
        String message = printable(outcome.trouble().message().strip());
        String said = isAssertion ? message : type.substring(type.lastIndexOf('.') + 1) + ": " + message;
        List<String> lines =
                new ArrayList<>(wrapped(said.lines().filter(FailureText::says).toList()));
        outcome.trouble().reports().forEach(report -> lines.addAll(sample(report)));
        return isWhole ? lines : shortened(lines, MESSAGE_LINES_MAX);
    }

    /// Whether a line tells something: it is not empty, nor the heading that AssertJ gives to a single failure.
    private static boolean says(String line) {
        return !line.isBlank()
                && !line.strip().equals("Multiple Failures (1 failure)")
                && !line.strip().equals("-- failure 1 --");
    }

    /// Keys and values may hold any bytes, and a terminal obeys some of them.
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().forEach(character -> {
            if (Character.isISOControl(character) && character != '\n' && character != '\t') {
                printable.append("\\x%02x".formatted(character));
            } else {
                printable.append((char) character);
            }
        });
        return printable.toString();
    }

    /// The lines of a message, the first ones of them, which say what was promised and what contradicts it, whole.
    private List<String> wrapped(List<String> lines) {
        List<String> wrapped = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i < VERDICT_LINES && !isWhole) {
                wrapped.addAll(wrapped(lines.get(i)));
            } else {
                wrapped.add(lines.get(i));
            }
        }
        return wrapped;
    }

    private static List<String> wrapped(String line) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > VERDICT_COLUMNS) {
            int space = rest.lastIndexOf(' ', VERDICT_COLUMNS);
            int end = space > VERDICT_COLUMNS / 2 ? space : VERDICT_COLUMNS;
            parts.add(rest.substring(0, end));
            rest = "  " + rest.substring(end).strip();
        }
        parts.add(rest);
        return parts;
    }

    /// Of jqwik's report, what the property was tried with.
    private static List<String> sample(String report) {
        List<String> lines = new ArrayList<>();
        boolean isSample = false;
        for (String line : report.lines().toList()) {
            isSample |= line.startsWith("Shrunk Sample") || line.startsWith("Sample");
            boolean ends = isSample && (line.startsWith("Original") || line.startsWith("After"));
            if (ends) {
                break;
            }
            if ((isSample || line.startsWith("seed =")) && !line.isBlank() && !line.startsWith("---")) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    private List<String> places(TestOutcome outcome) {
        List<String> lines = new ArrayList<>();
        List<Frame> all = outcome.trouble().frames().stream()
                .filter(FailureText::isWorthShowing)
                .toList();
        List<Frame> frames = isWhole || all.size() <= FRAMES_MAX ? all : nearest(all, outcome);
        for (Frame frame : frames) {
            lines.add((lines.isEmpty() ? "  at   " : "  from ") + frame);
        }
        return lines;
    }

    /// Those next to where it was thrown, and the line of the test.
    private static List<Frame> nearest(List<Frame> all, TestOutcome outcome) {
        List<Frame> frames = new ArrayList<>(all.subList(0, FRAMES_MAX - 1));
        all.stream()
                .skip(FRAMES_MAX - 1L)
                .filter(frame -> frame.className().startsWith(outcome.test().className()))
                .findFirst()
                .or(() -> Optional.of(all.get(FRAMES_MAX - 1)))
                .ifPresent(frames::add);
        return frames;
    }

    private static boolean isWorthShowing(Frame frame) {
        return MACHINERY.stream().noneMatch(frame.className()::startsWith);
    }

    private int outputLines(int others) {
        return isWhole ? Integer.MAX_VALUE : Math.min(OUTPUT_LINES_MAX, LINES_MAX - others - 2);
    }

    private List<String> output(TestOutcome outcome, int linesMax) {
        List<String> printed = outcome.output().head().lines().toList();
        if (printed.isEmpty() || linesMax <= 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("  it printed" + amount(outcome.output(), printed.size() > linesMax) + ":");
        printed.stream().limit(linesMax).forEach(line -> lines.add("  | " + (isWhole ? line : cut(line))));
        return lines;
    }

    /// How much that was, unless it is all shown, and where the rest is.
    private static String amount(Output output, boolean isCut) {
        if (!output.file().isEmpty()) {
            Path file = Path.of(output.file());
            Path shown = file.subpath(Math.max(0, file.getNameCount() - 4), file.getNameCount());
            String where = output.bytes() > KEPT_BYTES_MAX ? "the first 16 MiB are in " + shown : shown.toString();
            return String.format(Locale.ROOT, " %,d bytes (%s), first of all", output.bytes(), where);
        }
        return isCut ? String.format(Locale.ROOT, " %,d bytes, first of all", output.bytes()) : "";
    }

    private static String simpleClass(TestOutcome outcome) {
        String name = outcome.test().className();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    /// The test's name, which is a sentence, and the invocation of it that failed.
    private static String sentence(TestOutcome outcome) {
        String name = outcome.test().name().replace('_', ' ');
        String invocation = outcome.name().replace('_', ' ');
        return invocation.equals(name) ? name : name + ", " + invocation;
    }

    private List<String> indented(List<String> lines) {
        return lines.stream()
                .flatMap(String::lines)
                .map(line -> "  " + (isWhole ? line : cut(line)))
                .toList();
    }

    /// The beginning and the end, at most `max` lines: AssertJ says last in what two lists differ.
    private static List<String> shortened(List<String> lines, int max) {
        if (lines.size() <= max) {
            return lines;
        }
        int last = lines.size() - MESSAGE_END_LINES;
        int first = max - 1 - MESSAGE_END_LINES;
        List<String> shortened = new ArrayList<>(lines.subList(0, first));
        shortened.add("... (" + (last - first) + " more lines; 'replay' shows them)");
        shortened.addAll(lines.subList(last, lines.size()));
        return shortened;
    }

    private static String cut(String line) {
        return line.length() <= COLUMNS_MAX ? line : line.substring(0, COLUMNS_MAX - 4) + " ...";
    }
}
