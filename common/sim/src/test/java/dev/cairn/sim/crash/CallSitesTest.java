package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which calls of the disk a search has reached, by those of the [ToyStore].
final class CallSitesTest {
    private final CallSites sites = CallSites.besides(ToyStore.class).inClass(ToyStore.class);

    @Test
    void every_call_instruction_is_listed_by_line_and_callee() {
        assertThat(sites.all().stream().map(CallSites.Site::callee).collect(Collectors.toSet()))
                .contains(
                        "makeDirectory", "lock", "list", "create", "append", "sync", "delete", "open", "size", "read");
        assertThat(sites.all()).allMatch(site -> site.line() > 0);
    }

    @Test
    void calls_that_reach_no_file_system_are_not_listed() {
        assertThat(sites.all()).noneMatch(site -> site.callee().equals("describe"));
    }

    @Test
    void nothing_is_reached_before_something_is_recorded() {
        assertThat(sites.missed()).isEqualTo(sites.all());
        assertThatThrownBy(() -> sites.require(1))
                .hasMessageContaining("1 % of ")
                .hasMessageContaining("ToyStore.open:");
    }

    @Test
    void a_search_and_a_sweep_reach_what_is_not_for_a_defect() {
        Workload workload = Workload.of("short", Op.put("a", "1"), new Op.Reopen(), Op.put("b", "2"));
        CrashSearch.of(ToyStore.subject(Defect.NONE))
                .recordedBy(sites.recorder())
                .run(workload);
        ErrorSweep.of(ToyStore.subject(Defect.NONE))
                .recordedBy(sites.recorder())
                .run(workload);

        assertThatCode(() -> sites.require(75)).doesNotThrowAnyException();
        assertThat(sites.missed())
                .allMatch(site -> site.method().matches("retryOrFail|begin|close")
                        || site.callee().equals("isDirectory"));
        assertThat(sites.toString()).endsWith("call sites of the disk reached");
    }
}
