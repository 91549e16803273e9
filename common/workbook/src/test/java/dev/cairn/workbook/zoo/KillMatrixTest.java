package dev.cairn.workbook.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The page of killers.
class KillMatrixTest {
    @Test
    void an_entry_has_a_row() {
        assertThat(KillMatrix.parse("")
                        .with("Z1-01", 1501)
                        .page(List.of(entry("Z1-01", "/// killer: demo.DemoTest#it_is_right\n"))))
                .endsWith("| Z1-01 | t | DUR, LOUD | 1.1 | `DemoTest#it_is_right` | 2 |\n");
    }

    @Test
    void what_nothing_notices_says_so() {
        assertThat(KillMatrix.parse("").page(List.of(entry("Z1-01", "")))).endsWith("| nothing yet | ? |\n");
    }

    @Test
    void what_stands_above_the_table_is_kept() {
        String page = new KillMatrix("# Wrong\n\nOf your own making.\n\n", Map.of()).page(List.of(entry("Z1-01", "")));
        assertThat(KillMatrix.parse(page).page(List.of())).startsWith("# Wrong\n\nOf your own making.\n\n| id |");
    }

    @Test
    void figures_of_entries_that_were_not_run_are_kept() {
        List<ZooEntry> entries = List.of(entry("Z1-01", ""), entry("Z1-02", ""));
        String page = new KillMatrix("", Map.of("Z1-01", "3", "Z1-02", "< 1")).page(entries);
        assertThat(KillMatrix.parse(page).with("Z1-02", 12_400).page(entries))
                .contains("| Z1-01 | t | DUR, LOUD | 1.1 | nothing yet | 3 |", "| nothing yet | 12 |");
    }

    private static ZooEntry entry(String id, String killer) {
        String text = "/// id: " + id
                + "\n/// title: t\n/// invariant: DUR, LOUD\n/// exercise: 1.1\n/// target: demo.A#b\n" + killer;
        return EntryReader.read("f.java", "week01-demo", text, Set.of("DUR", "LOUD"));
    }
}
