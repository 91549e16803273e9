package dev.cairn.workbook.course;

import dev.cairn.workbook.course.ExercisePage.Question;
import dev.cairn.workbook.course.MarkdownPage.Details;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads one exercise's page, and gathers what is missing from it, a line each. Used once; confined to one thread.
final class PageReader {
    private static final Pattern NUMBER = Pattern.compile("^\\d+\\.\\s+");

    private final String file;
    private final MarkdownPage page;
    private final List<String> problems = new ArrayList<>();

    PageReader(String file, String text) {
        this.file = file;
        this.page = MarkdownPage.of(text);
    }

    /// The page, or empty if anything is missing; then [#problems()] says what.
    Optional<ExercisePage> read() {
        FrontMatter head = head();
        ExerciseId id = id(head.id());
        String title = text("title", head.title());
        ExercisePage read = new ExercisePage(
                id,
                file,
                title,
                positive("minutes", head.minutes()),
                positive("points", head.points()),
                needs(head.needs()),
                section("", "text between the title and the first section"),
                predict(),
                hints(),
                section("What a wrong answer looks like", "section \"## What a wrong answer looks like\""),
                quiz());
        requireTitle(id + " " + title);
        return problems.isEmpty() ? Optional.of(read) : Optional.empty();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private FrontMatter head() {
        if (page.frontMatter().isBlank()) {
            problem("no front matter: the page begins with ---, id, title, minutes, points, needs, ---");
            return FrontMatter.NONE;
        }
        try {
            return FrontMatter.read(page.frontMatter());
        } catch (JacksonException wrong) {
            problem("front matter: "
                    + wrong.getOriginalMessage().lines().findFirst().orElse(""));
            return FrontMatter.NONE;
        }
    }

    private ExerciseId id(@Nullable String written) {
        Optional<ExerciseId> id = ExerciseId.of(text("id", written));
        if (id.isEmpty() && written != null) {
            problem("id: " + written + " is none; a week, a dot and a number, in quotes, as in \"2.4\"");
        }
        return id.orElse(new ExerciseId(0, 1));
    }

    private List<ExerciseId> needs(@Nullable List<String> written) {
        if (written == null) {
            missing("needs");
            return List.of();
        }
        List<ExerciseId> needs = new ArrayList<>();
        for (String need : written) {
            ExerciseId.of(need).ifPresentOrElse(needs::add, () -> problem("needs: " + need + " is no exercise's id"));
        }
        return needs;
    }

    private String text(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            missing(key);
            return "";
        }
        return value;
    }

    private int positive(String key, @Nullable Integer value) {
        if (value == null) {
            missing(key);
            return 1;
        }
        if (value < 1) {
            problem(key + ": " + value + ", must be 1 or more");
        }
        return value;
    }

    private void requireTitle(String expected) {
        if (problems.isEmpty() && !page.title().equals(expected)) {
            problem("the heading is \"# " + page.title() + "\", the front matter says \"# " + expected + "\"");
        }
    }

    private String section(String heading, String what) {
        Optional<String> text = page.section(heading);
        if (text.isEmpty()) {
            problem("no " + what);
        }
        return text.orElse("");
    }

    private Question predict() {
        List<Question> questions = questions("Predict");
        if (questions.size() > 1) {
            problem("section \"## Predict\" asks " + questions.size() + " questions, expected one");
        }
        return questions.isEmpty() ? new Question("", "") : questions.getFirst();
    }

    private List<String> hints() {
        String text = section("Hints", "section \"## Hints\"");
        List<String> hints =
                MarkdownPage.details(text).stream().map(Details::inside).toList();
        if (!text.isEmpty() && hints.size() != ExercisePage.HINTS) {
            problem("section \"## Hints\" has " + hints.size() + " blocks \"::: details\", expected "
                    + ExercisePage.HINTS);
        }
        if (hints.contains("")) {
            problem("hint " + (hints.indexOf("") + 1) + " is empty");
        }
        return hints;
    }

    private List<Question> quiz() {
        return questions("Quiz").stream()
                .map(asked -> new Question(NUMBER.matcher(asked.question()).replaceFirst(""), asked.answer()))
                .toList();
    }

    /// Questions, each followed by a block with its answer.
    private List<Question> questions(String heading) {
        String text = section(heading, "section \"## " + heading + "\"");
        List<Question> questions = MarkdownPage.details(text).stream()
                .map(block -> new Question(block.before(), block.inside()))
                .toList();
        if (!text.isEmpty() && questions.isEmpty()) {
            problem("section \"## " + heading + "\" has no answer: a block \"::: details Answer\"");
        }
        for (Question question : questions) {
            if (question.question().isEmpty() || question.answer().isEmpty()) {
                problem("section \"## " + heading + "\": a question or an answer is empty");
            }
        }
        return questions;
    }

    private void missing(String key) {
        if (!page.frontMatter().isBlank()) {
            problem("front matter: no " + key);
        }
    }

    private void problem(String what) {
        problems.add(file + ": " + what);
    }
}
