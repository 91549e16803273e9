package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.docs.FormatPage;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page `docs/options.md` lists what the code has, and nothing else.
class OptionsPageTest {
    private static final FormatPage PAGE = FormatPage.read("../options.md");

    /// `Leveled: ` or `Tiered or full: ` before a description.
    private static final Pattern CHOICE = Pattern.compile("([A-Z][a-z]+(?: or [a-z]+)*): ");

    @Test
    void the_table_has_every_setting_with_what_it_can_be_in_each_preset_and_its_other_names() {
        assertThat(PAGE.table("| name | what it can be | balanced | lowMemory | highThroughput | other names |"
                        + " what it changes |"))
                .extracting(row -> row.subList(0, 6).stream()
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .containsExactlyElementsOf(Arrays.stream(SettingKey.values())
                        .map(OptionsPageTest::row)
                        .toList());
    }

    @Test
    void every_setting_says_what_it_changes() {
        assertThat(PAGE.table("| name | what it can be | balanced | lowMemory | highThroughput | other names |"
                        + " what it changes |"))
                .allSatisfy(row -> assertThat(row.get(6)).hasSizeGreaterThan(10));
    }

    @Test
    void every_setting_has_a_test_that_shows_what_it_changes() {
        List<String> tests = Stream.of(
                        SettingsOfWritingTest.class, SettingsOfTablesTest.class, SettingsOfMergingTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
        assertThat(SettingKey.values())
                .allSatisfy(key -> assertThat(tests)
                        .anyMatch(name -> name.contains(key.name().toLowerCase(Locale.ROOT))));
    }

    @Test
    void what_counts_only_beside_a_choice_begins_with_that_choice() {
        for (List<String> row :
                PAGE.table("| name | what it can be | balanced | lowMemory | highThroughput | other names |"
                        + " what it changes |")) {
            SettingKey key = SettingKey.named(row.get(0).replace("`", "")).orElseThrow();
            Matcher choice = CHOICE.matcher(row.get(6));
            assertThat(choice.lookingAt() ? choice.group(1).toLowerCase(Locale.ROOT) : "")
                    .as(key.text())
                    .isEqualTo(SettingNeed.of(key).map(SettingNeed::shown).orElse(""));
        }
    }

    @Test
    void the_names_that_are_refused_stand_with_their_reasons() {
        assertThat(PAGE.table("| name | why it is refused |"))
                .extracting(row -> row.get(0).replace("`", "") + row.get(1))
                .containsExactlyInAnyOrderElementsOf(SeedNames.refusals().entrySet().stream()
                        .map(refusal -> refusal.getKey() + refusal.getValue())
                        .toList());
    }

    private static List<String> row(SettingKey key) {
        String names = SeedNames.aliases().stream()
                .filter(alias -> alias.key() == key)
                .map(SeedNames.Alias::name)
                .collect(Collectors.joining(", "));
        return List.of(
                key.text(),
                key.kind().allowed().replace(", as 4096 or \"4 KiB\"", ""),
                key.shownIn(EngineSettings.balanced()),
                key.shownIn(EngineSettings.lowMemory()),
                key.shownIn(EngineSettings.highThroughput()),
                names);
    }
}
