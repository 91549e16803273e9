package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a seed stands for.
final class WorkloadsTest {
    private static final Workloads WORKLOADS = Workloads.plain().withActs("checkpoint");

    @Test
    void fewer_steps_of_a_seed_are_the_first_ones() {
        List<Op> forty = WORKLOADS.generated(7, 40).ops();

        assertThat(WORKLOADS.generated(7, 12).ops()).isEqualTo(forty.subList(0, 12));
    }

    @Test
    void a_seed_stands_for_the_same_steps_for_ever() {
        assertThat(WORKLOADS.withValuesUpTo(8).generated(1, 6).ops())
                .map(Op::toString)
                .containsExactly(
                        "write k0=v0.xxxxx, k3=v0.xxxx",
                        "begin k4=v1.xx, k0=v1.x, k3=v1.xxxxx",
                        "begin k2=v2., k2=v2.xx",
                        "cas k2 v0 -> absent",
                        "cas k0 absent -> v4.xxxxxx",
                        "write k4=v5.xxxx");
    }

    @Test
    void a_workload_names_the_options_that_make_it() {
        assertThat(WORKLOADS.generated(7, 12).replay()).isEqualTo("--seed 7 --steps 12");
        assertThat(WORKLOADS.generated(7, 3, 12)).map(Workload::seed).containsExactly(7L, 8L, 9L);
    }

    @Test
    void all_kinds_of_step_come_up() {
        Set<Class<?>> kinds = WORKLOADS.generated(1, 20, 40).stream()
                .flatMap(workload -> workload.ops().stream())
                .map(Op::getClass)
                .collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
    }

    @Test
    void seeds_leave_out_different_kinds_of_step() {
        Set<Set<Class<?>>> mixtures = IntStream.range(0, 20)
                .mapToObj(seed -> WORKLOADS.generated(seed, 60).ops().stream()
                        .<Class<?>>map(Op::getClass)
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());

        assertThat(mixtures).hasSizeGreaterThan(8);
    }

    @Test
    void no_two_steps_write_the_same_value() {
        List<Set<Bytes>> values = WORKLOADS.generated(3, 60).ops().stream()
                .filter(Op.Write.class::isInstance)
                .map(op -> valuesOf((Op.Write) op))
                .toList();

        Set<Bytes> all = new HashSet<>();
        values.forEach(all::addAll);
        assertThat(all).hasSize(values.stream().mapToInt(Set::size).sum());
    }

    @Test
    void without_acts_there_are_none() {
        assertThat(Workloads.plain().generated(1, 200).ops()).noneMatch(Op.Act.class::isInstance);
    }

    @Test
    void all_workloads_up_to_a_length_are_there_once() {
        List<Workload> all = WORKLOADS.exhaustive(3);

        assertThat(all).hasSize(1 + 8 + 8 * 8 + 8 * 8 * 8);
        assertThat(all.stream().map(Workload::ops)).doesNotHaveDuplicates();
    }

    private static Set<Bytes> valuesOf(Op.Write write) {
        return write.batch().mutations().stream()
                .filter(Mutation.Put.class::isInstance)
                .map(mutation -> ((Mutation.Put) mutation).value())
                .collect(Collectors.toSet());
    }
}
