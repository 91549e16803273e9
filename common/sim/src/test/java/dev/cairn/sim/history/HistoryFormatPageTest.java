package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.docs.FormatPage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/history.md` is what the code does.
final class HistoryFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("history.md");

    @Test
    void the_table_names_the_fields_in_their_order() {
        assertThat(PAGE.table("| field | JSON | meaning |"))
                .extracting(row -> row.getFirst().replace("`", ""))
                .containsExactlyElementsOf(HistoryLine.FIELDS);
    }

    @Test
    void the_example_is_read_and_written_again() throws IOException {
        String fence = "```jsonl\n";
        int from = PAGE.text().indexOf(fence) + fence.length();
        String lines = PAGE.text().substring(from, PAGE.text().indexOf("```", from));

        History history = History.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "example");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(lines);
        assertThat(history.operations()).hasSize(9);
        assertThat(LinearizabilityCheck.usual().judge(history)).isInstanceOf(Verdict.Linearizable.class);
    }

    @Test
    void the_outcomes_are_in_the_table() {
        assertThat(PAGE.table("| outcome | put, delete | get | cas |"))
                .extracting(row -> row.getFirst().replace("`", ""))
                .containsExactly("ok", "fail", "unknown");
    }
}
