package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reports for people and for programs.
class ReportTest {
    private final Report report = new Report()
            .with("engine", "map")
            .with("damaged", false)
            .with("rows", 150_000)
            .with("log", new Report().with("segments", 1).with("bytes", 7_012_345))
            .with(
                    "files",
                    List.of(
                            new Report().with("file", "000001.log").with("records", 586),
                            new Report().with("file", "000012.log").with("records", 12_345)));

    @Test
    void text_is_aligned_and_grouped() {
        assertThat(report.toText()).isEqualTo("""
            engine   map
            damaged  no
            rows     150,000
            log
              segments  1
              bytes     7,012,345
            files
              file        records
              000001.log      586
              000012.log   12,345
            """);
    }

    @Test
    void json_is_one_line_in_the_same_order() {
        assertThat(report.toJson())
                .isEqualTo("{\"engine\":\"map\",\"damaged\":false,\"rows\":150000,"
                        + "\"log\":{\"segments\":1,\"bytes\":7012345},"
                        + "\"files\":[{\"file\":\"000001.log\",\"records\":586},"
                        + "{\"file\":\"000012.log\",\"records\":12345}]}");
    }

    @Test
    void a_ratio_has_two_digits_behind_the_point() {
        Report ratios = new Report().with("space", 1.0 / 3).with("write", 12.0);
        assertThat(ratios.toText()).isEqualTo("space  0.33\nwrite  12.00\n");
        assertThat(ratios.toJson()).isEqualTo("{\"space\":0.33,\"write\":12.00}");
    }

    @Test
    void one_report_can_end_in_another() {
        Report both = new Report().with("event", "started").withAll(new Report().with("rows", 7));
        assertThat(both.toJson()).isEqualTo("{\"event\":\"started\",\"rows\":7}");
    }

    @Test
    void an_empty_table_says_so() {
        assertThat(new Report().with("files", List.of()).toText()).isEqualTo("files\n  none\n");
    }

    @Test
    void findings_are_a_copy_in_the_order_in_which_they_were_added() {
        Report flags = new Report().with("b", true).with("a", -1L);
        var findings = flags.findings();
        flags.with("c", "later");
        assertThat(findings)
                .containsExactly(
                        Map.entry("b", new Report.Finding.Flag(true)), Map.entry("a", new Report.Finding.Count(-1)));
    }
}
