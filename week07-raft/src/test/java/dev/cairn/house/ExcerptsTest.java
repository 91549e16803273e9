package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Code that the pages show is the code of the tree. An excerpt is a mark with the name of a type or member, and a
/// block of Java directly behind it, which is its source without comments of three slashes:
///
/// ````
/// <!-- excerpt: RecordReader#next -->
/// ```java
/// public ReadResult next() throws IOException {
/// ...
/// ```
/// ````
///
/// With `-Dexcerpts=write` the blocks are written again instead of compared.
class ExcerptsTest {
    private static final Pattern EXCERPT =
            Pattern.compile("(?m)^(<!-- excerpt: (\\S+) -->\\n```java\\n)((?s:.*?))^```$");
    private static final Pattern MARK = Pattern.compile("(?m)^<!-- excerpt:");
    private static final boolean IS_WRITING = "write".equals(System.getProperty("excerpts"));

    @Test
    void every_excerpt_is_what_the_source_says() {
        for (Path page : pages()) {
            String text = SourceTree.read(page);
            String refreshed = refreshed(text);
            if (IS_WRITING && !refreshed.equals(text)) {
                SourceTree.write(page, refreshed);
            } else {
                assertThat(text)
                        .as("excerpts in %s; -Dexcerpts=write renews them", page)
                        .isEqualTo(refreshed);
            }
        }
    }

    @Test
    void every_mark_has_its_block() {
        assertSoftly(softly -> pages().forEach(page -> {
            String text = SourceTree.read(page);
            softly.assertThat(excerpts(text))
                    .as("marks that are followed by a block of Java in %s", page)
                    .hasSize((int) MARK.matcher(text).results().count());
        }));
    }

    @Test
    void no_excerpt_gives_a_solution_away() {
        assertThat(pages().stream()
                        .flatMap(page -> excerpts(SourceTree.read(page)).stream())
                        .filter(name -> Declaration.of(name).isSolution()))
                .as("excerpts of what a student is to write")
                .isEmpty();
    }

    private static String refreshed(String page) {
        return EXCERPT.matcher(page)
                .replaceAll(excerpt -> Matcher.quoteReplacement(
                        excerpt.group(1) + Declaration.of(excerpt.group(2)).text() + "```"));
    }

    private static List<String> excerpts(String page) {
        return EXCERPT.matcher(page).results().map(excerpt -> excerpt.group(2)).toList();
    }

    private static List<Path> pages() {
        Path docs = SourceTree.ROOT.resolve("docs");
        return SourceTree.files(".md").stream()
                .filter(page -> page.startsWith(docs))
                .toList();
    }
}
