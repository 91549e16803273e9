package dev.cairn.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.engine.EngineSettings;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.sim.docs.FormatPage;
import dev.cairn.web.server.WebWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page docs/metrics.md names what a node shows, all of it, and nothing else.
@Tag("4.10")
final class MetricsPageTest {
    private static final String HEADER = "| metric | type | unit | labels | meaning |";
    private static final FormatPage PAGE = FormatPage.read("../metrics.md");

    @Test
    void the_page_names_every_metric_with_its_type() {
        Map<String, String> shown = new TreeMap<>();
        for (MeteredPlace place : List.of(lsm(), MeteredPlace.ofMap())) {
            shown.putAll(place.scrape().types());
            place.close();
        }
        shown.keySet().removeIf(MetricsPageTest::comesLater);

        Map<String, String> page = rows().stream()
                .filter(row -> !comesLater(name(row)))
                .collect(Collectors.toMap(MetricsPageTest::name, row -> row.get(1), (_, twice) -> twice, TreeMap::new));
        assertThat(shown).isEqualTo(page);
    }

    @Test
    void the_page_names_every_label() {
        MeteredPlace place = lsm();
        Scrape scrape = place.scrape();

        for (List<String> row : rows()) {
            if (scrape.types().containsKey(name(row)) && !comesLater(name(row))) {
                Set<String> labels = Arrays.stream(row.get(3).split(", "))
                        .filter(label -> !label.isEmpty())
                        .collect(Collectors.toSet());
                assertThat(scrape.labelsOf(name(row))).as(name(row)).isEqualTo(labels);
            }
        }
        place.close();
    }

    @Test
    void no_metric_is_named_twice_and_a_unit_is_in_its_name() {
        assertThat(rows()).extracting(MetricsPageTest::name).doesNotHaveDuplicates();
        for (List<String> row : rows()) {
            for (String unit : Set.of("bytes", "seconds")) {
                assertThat(name(row).replaceFirst("_(total|max)$", "").endsWith("_" + unit))
                        .as("%s in %s", name(row), unit)
                        .isEqualTo(row.get(2).equals(unit));
            }
        }
    }

    @Test
    void the_ten_counters_of_others_are_shown_by_the_rule_of_the_page() {
        List<List<String>> seeds = PAGE.table("| theirs | here | counts |");
        assertThat(seeds).hasSize(10);
        Set<String> named = rows().stream().map(MetricsPageTest::name).collect(Collectors.toCollection(TreeSet::new));
        for (List<String> row : seeds) {
            assertThat(row.get(1)).isEqualTo("`cairn_" + row.get(0).replace("`", "") + "_total`");
            assertThat(named).contains(row.get(1).replace("`", ""));
        }
    }

    private static MeteredPlace lsm() {
        MeteredPlace place = MeteredPlace.ofLsm(EngineSettings.balanced().toOptions());
        WebWatch http = place.metrics().web(NodeLog.none());
        var _ = place.metrics().access(NodeLog.none());
        place.metrics().watchExpiry(Instant.EPOCH);
        http.answered("/keys/{key}", "GET", 200, Duration.ofMillis(1));
        return place;
    }

    private static List<List<String>> rows() {
        String[] parts = PAGE.text().split("\\Q" + HEADER + "\\E", -1);
        return Arrays.stream(parts)
                .skip(1)
                .flatMap(part -> new FormatPage(HEADER + part).table(HEADER).stream())
                .toList();
    }

    private static String name(List<String> row) {
        return row.getFirst().replace("`", "");
    }

    private static boolean comesLater(String name) {
        return name.startsWith("jvm_gc_pause_seconds") || name.startsWith("jvm_gc_concurrent_phase_time_seconds");
    }
}
