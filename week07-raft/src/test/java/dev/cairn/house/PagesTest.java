package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages name what there is: every link leads somewhere, and every type and test that the tables point to is in the
/// tree.
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|enum|record) ([A-Z]\\w*)");
    private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*");
    private static final Pattern MEMBER = Pattern.compile("[A-Z][\\w.]*#\\w+");
    private static final Pattern FEATURE = Pattern.compile("\\| [A-Z]\\d?-\\d\\d \\|.*");
    private static final Map<String, String> SOURCES = sources();

    @Test
    void every_link_leads_to_a_file() {
        List<String> astray = new ArrayList<>();
        for (Path page : SourceTree.files(".md")) {
            LINK.matcher(SourceTree.read(page))
                    .results()
                    .map(link -> link.group(1))
                    .forEach(target -> {
                        if (!Files.exists(page.resolveSibling(target))) {
                            astray.add(SourceTree.ROOT.relativize(page) + " -> " + target);
                        }
                    });
        }
        assertThat(astray).as("links that lead nowhere").isEmpty();
    }

    @Test
    void every_feature_has_its_row() {
        List<String> rows = featureRows();
        assertThat(rows).as("features of the five stores, extras, traps").hasSize(334 + 49 + 49);
        assertThat(rows).extracting(row -> cells(row).getFirst()).doesNotHaveDuplicates();
        assertThat(rows).extracting(row -> cells(row).get(5)).isSubsetOf("done", "partly", "planned");
        assertThat(rows).extracting(row -> cells(row).get(6)).doesNotContain("");
    }

    @Test
    void the_page_of_features_counts_its_states() {
        Map<String, Long> counted = featureRows().stream()
                .collect(Collectors.groupingBy(row -> cells(row).get(5), Collectors.counting()));
        String page = SourceTree.read(SourceTree.ROOT.resolve("docs/features.md"));
        counted.forEach(
                (state, rows) -> assertThat(page).containsPattern("(?m)^\\| " + state + " \\|.*\\| " + rows + " \\|$"));
    }

    @Test
    void whatever_the_page_of_features_points_to_is_there() {
        assertThat(featureRows().stream().flatMap(PagesTest::unresolved)).isEmpty();
    }

    @Test
    void whatever_the_glossary_points_to_is_there() {
        assertThat(SourceTree.read(SourceTree.ROOT.resolve("docs/glossary.md"))
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .flatMap(PagesTest::unresolved))
                .isEmpty();
    }

    @Test
    void every_member_that_the_book_names_is_there() {
        Path weeks = SourceTree.ROOT.resolve("docs/weeks");
        assertThat(SourceTree.files(".md").stream()
                        .filter(page -> page.startsWith(weeks))
                        .flatMap(page -> CODE.matcher(SourceTree.read(page)).results())
                        .map(code -> code.group(1))
                        .filter(name -> MEMBER.matcher(name).matches())
                        .filter(PagesTest::isMissing))
                .isEmpty();
    }

    /// The names in the last cell of a row that stand for nothing.
    private static Stream<String> unresolved(String row) {
        return CODE.matcher(cells(row).getLast())
                .results()
                .map(code -> code.group(1))
                .filter(PagesTest::isMissing)
                .map(name -> name + " in: " + row);
    }

    /// Whether `name` is written like a type, or like a type and a member of it, and the tree has no such thing.
    private static boolean isMissing(String name) {
        List<String> parts = List.of(name.split("[.#]", -1));
        if (!TYPE_NAME.matcher(parts.getFirst()).matches()) {
            return false;
        }
        String source = SOURCES.getOrDefault(parts.getFirst(), "");
        return source.isEmpty() || !parts.stream().allMatch(source::contains);
    }

    private static List<String> featureRows() {
        return SourceTree.read(SourceTree.ROOT.resolve("docs/features.md"))
                .lines()
                .filter(line -> FEATURE.matcher(line).matches())
                .toList();
    }

    private static List<String> cells(String row) {
        List<String> parts = List.of(row.split("\\|", -1));
        return parts.subList(1, parts.size() - 1).stream().map(String::strip).toList();
    }

    /// The text of the file that each type, nested ones too, is written in.
    private static Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        for (Path file : SourceTree.files(".java")) {
            String text = SourceTree.read(file);
            TYPE.matcher(text).results().forEach(type -> sources.merge(type.group(1), text, String::concat));
        }
        return sources;
    }
}
