package dev.cairn.workbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A page as it should be, and every way in which it can be incomplete.
class CourseTest {
    private static final String NAME = "docs/weeks/week01/04-group-commit.md";
    private static final String PAGE = """
            ---
            id: "1.4"
            title: Group commit
            minutes: 45
            points: 10
            needs: ["1.3", "1.10"]
            ---
            # 1.4 Group commit
            Why it matters.

            ### Where
            `GroupCommit#write`
            ```java
            ## no heading
            ```

            ## Predict
            How many syncs?
            ::: details Answer
            One.
            :::

            ## Hints
            ::: details A nudge
            Queue.
            :::
            ::: details The idea
            A leader.
            :::
            ::: details A sketch
            ```
            :::
            ```
            :::

            ## What a wrong answer looks like
            Two syncs.

            ## Quiz
            1. Why a leader?
            ::: details Answer
            It syncs.
            :::
            2. What if it fails?
            ::: details Answer
            All fail.
            :::
            """;

    @TempDir
    private Path root;

    @Test
    void a_whole_page_is_read() throws IOException {
        Course course = course(PAGE);
        assertThat(course.problems()).isEmpty();
        ExercisePage page = course.page(new ExerciseId(1, 4)).orElseThrow();
        assertThat(page.title()).isEqualTo("Group commit");
        assertThat(page.minutes()).isEqualTo(45);
        assertThat(page.points()).isEqualTo(10);
        assertThat(page.needs()).containsExactly(new ExerciseId(1, 3), new ExerciseId(1, 10));
        assertThat(page.story()).startsWith("Why it matters.").contains("## no heading");
        assertThat(page.predict()).isEqualTo(new ExercisePage.Question("How many syncs?", "One."));
        assertThat(page.hints()).containsExactly("Queue.", "A leader.", "```\n:::\n```");
        assertThat(page.wrongAnswer()).isEqualTo("Two syncs.");
        assertThat(page.quiz())
                .extracting(ExercisePage.Question::question)
                .containsExactly("Why a leader?", "What if it fails?");
        assertThat(course.week(1)).containsExactly(page);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id: "1.4"                   |                     | front matter: no id
                    id: "1.4"                   | id: four            | id: four is none; a week, a dot and a number
                    minutes: 45                 |                     | front matter: no minutes
                    minutes: 45                 | minutes: 0          | minutes: 0, must be 1 or more
                    minutes: 45                 | minuts: 45          | front matter: Unrecognized property "minuts"
                    "1.10"                      | "ten"               | needs: ten is no exercise's id
                    # 1.4 Group commit          | # 1.4 Commit        | the heading is "# 1.4 Commit"
                    ## Predict                  | ## Guess            | no section "## Predict"
                    ## What a wrong answer looks like | ## Wrong | no section "## What a wrong answer
                    Two syncs.                  |                     | no section "## What a wrong answer looks like"
                    Queue.                      |                     | hint 1 is empty
                    ::: details The idea        | ::: tip The idea    | section "## Hints" has 2 blocks
                    It syncs.                   |                     | section "## Quiz": a question or
                    """)
    void what_is_missing_is_one_line_that_names_the_page(String was, String is, String problem) throws IOException {
        Course course = course(PAGE.replace(was, is == null ? "" : is));
        assertThat(course.pages()).isEmpty();
        assertThat(course.problems()).first().asString().startsWith(NAME + ": ").contains(problem);
    }

    @Test
    void a_page_without_front_matter_says_so_first() throws IOException {
        assertThat(course("# 1.4 Group commit\n").problems())
                .contains(NAME + ": no front matter: the page begins with ---, id, title, minutes, points, needs, ---");
    }

    @Test
    void chapters_are_no_exercises() throws IOException {
        Path chapter = root.resolve("docs/weeks/week01/index.md");
        Files.createDirectories(chapter.getParent());
        Files.writeString(chapter, "# Week 1\n");
        assertThat(Course.read(root)).isEqualTo(new Course(List.of(), List.of()));
    }

    @Test
    void ids_are_ordered_by_number_and_nothing_else_is_an_id() {
        assertThat(ExerciseId.of("1.9").orElseThrow())
                .isLessThan(ExerciseId.of("1.10").orElseThrow());
        assertThat(List.of("1", "1.0", "01.1", "1.1.1", "a.b", "", "1. 1"))
                .allMatch(text -> ExerciseId.of(text).isEmpty());
    }

    private Course course(String page) throws IOException {
        Path file = root.resolve(NAME);
        Files.createDirectories(file.getParent());
        Files.writeString(file, page);
        return Course.read(root);
    }
}
