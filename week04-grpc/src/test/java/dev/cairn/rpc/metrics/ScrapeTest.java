package dev.cairn.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.engine.EngineSettings;
import dev.cairn.sim.contract.program.Strictly;
import dev.cairn.web.Scope;
import dev.cairn.web.WebFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scrape is what Prometheus takes, in the format that it asks for.
@Tag("4.10")
final class ScrapeTest {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private final MeteredPlace place =
            MeteredPlace.ofLsm(EngineSettings.balanced().toOptions());

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void promtool_has_nothing_against_it() throws Exception {
        Strictly.requires(Files.isExecutable(PROMTOOL), "the format is checked by promtool: install prometheus");
        place.put("a", "b");
        place.get("a");
        Path scraped = Files.writeString(
                home.resolve("metrics"), place.scraped(Map.of()).body().toUtf8());

        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectInput(scraped.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
        assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(home.resolve("said")))
                .as("what promtool says")
                .isEmpty();
        assertThat(promtool.exitValue()).isZero();
    }

    @Test
    void whoever_has_no_wish_gets_text_and_whoever_accepts_open_metrics_gets_that() {
        assertThat(place.scraped(Map.of()).headers())
                .containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8");
        assertThat(place.scraped(Map.of("accept", "text/plain")).body().toUtf8())
                .doesNotContain("# EOF");

        var open = place.scraped(
                Map.of("accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3"));
        assertThat(open.headers())
                .containsEntry("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body().toUtf8()).endsWith("# EOF\n").contains("cairn_build_info{");
    }

    @Test
    void it_needs_the_right_to_read() {
        assertThat(place.metrics().route().scope()).isEqualTo(Scope.READ);
        assertThat(place.metrics().route().pattern()).isEqualTo("/metrics");
    }

    @Test
    void while_the_store_closes_there_are_no_figures_and_that_is_said() {
        place.closeStore();

        assertThatThrownBy(() -> place.scraped(Map.of()))
                .isInstanceOfSatisfying(
                        WebFailure.class,
                        failure -> assertThat(failure.answer().status()).isEqualTo(503));
    }

    @Test
    void what_a_part_of_the_node_counts_by_itself_is_shown_too() {
        place.metrics().registry().counter("cairn.part.visits").increment(3);

        assertThat(place.scraped(Map.of()).body().toUtf8()).contains("cairn_part_visits_total 3.0");
    }

    @Test
    void the_same_series_twice_or_a_bucket_that_shrinks_is_no_scrape() {
        String head = "# HELP a_total A.\n# TYPE a_total counter\n";
        assertThatThrownBy(() -> Scrape.parse(head + "a_total 1\na_total 2\n")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Scrape.parse("a_total 1\n")).isInstanceOf(AssertionError.class);
        String histogram = "# HELP b_seconds B.\n# TYPE b_seconds histogram\n";
        String shrinking = "b_seconds_bucket{le=\"1\"} 2\nb_seconds_bucket{le=\"+Inf\"} 1\nb_seconds_sum 1\n";
        assertThatThrownBy(() -> Scrape.parse(histogram + shrinking + "b_seconds_count 1\n"))
                .isInstanceOf(AssertionError.class);
    }
}
