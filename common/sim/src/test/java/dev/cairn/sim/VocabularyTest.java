package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The words that all weeks share.
final class VocabularyTest {
    @Test
    void there_are_31_faults_in_four_groups() {
        Map<Fault.Group, Long> sizes =
                Arrays.stream(Fault.values()).collect(Collectors.groupingBy(Fault::group, Collectors.counting()));

        assertThat(sizes)
                .isEqualTo(Map.of(
                        Fault.Group.DISK,
                        12L,
                        Fault.Group.NETWORK,
                        9L,
                        Fault.Group.PROCESS,
                        7L,
                        Fault.Group.CLOCK,
                        3L));
    }

    @Test
    void what_cannot_be_injected_yet_is_a_node_that_comes_back_with_an_empty_disk() {
        assertThat(Fault.values()).filteredOn(fault -> !fault.isInjectable()).containsExactly(Fault.WIPED_DISK);
    }

    @Test
    void a_set_of_faults_fits_into_bits() {
        assertThat(Fault.ofBits(Fault.LOST_WRITE.bit() | Fault.CLOCK_STEP_BACK.bit()))
                .containsExactly(Fault.LOST_WRITE, Fault.CLOCK_STEP_BACK);
        assertThat(Fault.ofBits(0)).isEmpty();
    }

    @Test
    void a_plan_knows_its_first_injection() {
        FaultPlan plan = new FaultPlan(
                List.of(new FaultPlan.Injection(9, Fault.IO_ERROR), new FaultPlan.Injection(4, Fault.NO_SPACE)));

        assertThat(plan.first()).contains(new FaultPlan.Injection(4, Fault.NO_SPACE));
        assertThat(plan.byCall()).containsEntry(9, Fault.IO_ERROR);
        assertThat(FaultPlan.none().first()).isEmpty();
        assertThat(FaultPlan.at(4, Fault.NO_SPACE).injections()).hasToString("[NO_SPACE at call 4]");
    }

    @Test
    void a_plan_has_one_fault_for_each_call_at_most() {
        FaultPlan.Injection injection = new FaultPlan.Injection(9, Fault.IO_ERROR);

        assertThatThrownBy(() -> new FaultPlan(List.of(injection, injection)))
                .hasMessage("two faults at one call: [IO_ERROR at call 9, IO_ERROR at call 9]");
    }

    @Test
    void a_violation_says_the_verdict_first() {
        Violation violation = new Violation(Invariant.DUR, "write 3 is gone", "story", null);

        assertThat(violation).hasMessage("DUR (acknowledged writes survive): write 3 is gone\nstory");
        assertThat(violation.verdict()).isEqualTo("write 3 is gone");
    }
}
