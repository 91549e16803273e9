package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
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
    private static final Pattern EXERCISE =
            Pattern.compile("(?m)^\\| (\\d\\.\\d+) \\| \\[(.*)]\\(\\.\\./(.*)\\) \\| (.*) \\| (\\d+) \\|$");
    private static final Pattern HOLE =
            Pattern.compile("@Exercise\\(\"(\\d\\.\\d+)\"\\)\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*[^(@]*?(\\w+)\\(");
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

    @Test
    void the_tables_of_exercises_say_what_their_pages_and_the_code_say() {
        Map<String, Set<String>> holes = holes();
        List<MatchResult> rows = SourceTree.files("README.md").stream()
                .flatMap(readme -> EXERCISE.matcher(SourceTree.read(readme)).results())
                .toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(holes.keySet());
        assertThat(rows.stream().flatMap(row -> wrongIn(row, holes.getOrDefault(row.group(1), Set.of()))))
                .as("what the tables of exercises say otherwise")
                .isEmpty();
    }

    /// What a row says otherwise than its page (its title and minutes) and the code (methods that it does not name,
    /// unless it ends in an ellipsis).
    private static Stream<String> wrongIn(MatchResult row, Set<String> methods) {
        List<String> page = SourceTree.read(SourceTree.ROOT.resolve(row.group(3)))
                .lines()
                .map(line -> line.replace("\"", ""))
                .toList();
        Stream<String> ofPage = Stream.of("id: " + row.group(1), "title: " + row.group(2), "minutes: " + row.group(5))
                .filter(line -> !page.contains(line));
        Stream<String> ofCode = methods.stream()
                .filter(method -> !row.group(4).endsWith("…") && !row.group(4).contains("#" + method + "`"))
                .map(method -> "not named: " + method);
        return Stream.concat(ofPage, ofCode).map(complaint -> row.group(1) + " " + complaint);
    }

    /// The names of each exercise's methods.
    private static Map<String, Set<String>> holes() {
        return SourceTree.files(".java").stream()
                .filter(file ->
                        file.toString().replace('\\', '/').matches(".*/(week\\d\\d-[\\w-]+|core|web)/src/main/java/.*"))
                .flatMap(file -> HOLE.matcher(SourceTree.read(file)).results())
                .collect(Collectors.groupingBy(
                        hole -> hole.group(1), Collectors.mapping(hole -> hole.group(2), Collectors.toSet())));
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
