package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Boxes of text: aligned, and no wider than a terminal.
class TextBoxTest {
    private final Report report = new Report()
            .with("engine", "lsm")
            .with("rows", 150_000)
            .with(
                    "levels",
                    List.of(
                            new Report().with("level", 0).with("bytes", 12),
                            new Report().with("level", 1).with("bytes", 1_234_567)))
            .with("log", new Report().with("segments", 1));

    @Test
    void a_box_is_as_wide_as_what_is_in_it_and_sections_are_its_parts() {
        assertThat(TextBox.of("stats", report, 80)).isEqualTo("""
            ┌─ stats ──────────┐
            │ engine  lsm      │
            │ rows    150,000  │
            ├─ levels ─────────┤
            │ level      bytes │
            │     0         12 │
            │     1  1,234,567 │
            ├─ log ────────────┤
            │ segments  1      │
            └──────────────────┘
            """);
    }

    @Test
    void a_box_is_as_wide_as_its_longest_name() {
        assertThat(TextBox.of("statistics", new Report().with("a", 1), 80)).isEqualTo("""
            ┌─ statistics ───┐
            │ a  1           │
            └────────────────┘
            """);
    }

    @Test
    void what_is_too_wide_is_cut() {
        Report wide = new Report().with("failed", "x".repeat(100));
        assertThat(TextBox.of("stats", wide, 30).lines())
                .allMatch(line -> line.length() == 30, "30 columns")
                .contains("│ failed  " + "x".repeat(17) + "… │");
    }
}
