package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Smaller runs that fail in the same way.
final class ShrinkTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private int runs;

    @Test
    void only_the_parts_that_matter_are_left() {
        assertThat(shrunk(failingIf(Invariant.DUR, 17, 44, 45))).hasMessage(message("[17, 44, 45]"));
        assertThat(runs).isLessThan(120);
    }

    @Test
    void one_part_is_found_quickly() {
        assertThat(shrunk(failingIf(Invariant.DUR, 99))).hasMessage(message("[99]"));
        assertThat(runs).isLessThan(60);
    }

    @Test
    void what_fails_without_any_part_is_shrunk_to_nothing() {
        assertThat(shrunk(failingIf(Invariant.DUR))).hasMessage(message("[]"));
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void a_smaller_run_that_breaks_another_promise_does_not_count() {
        Consumer<List<Integer>> run = parts -> {
            failingIf(Invariant.DUR, 3, 4).accept(parts);
            failingIf(Invariant.REC, 4).accept(parts);
        };
        assertThat(shrunk(run)).hasMessage(message("[3, 4]"));
    }

    @Test
    void a_run_that_does_not_fail_again_is_left_as_it_was() {
        Violation first = violation(Invariant.DUR, "once");

        assertThat(Shrink.of(HUNDRED, first, _ -> runs++)).isSameAs(first);
        assertThat(runs).isLessThanOrEqualTo(400);
    }

    private Violation shrunk(Consumer<List<Integer>> run) {
        return Shrink.of(HUNDRED, violation(Invariant.DUR, HUNDRED.toString()), parts -> {
            runs++;
            run.accept(parts);
        });
    }

    private static Consumer<List<Integer>> failingIf(Invariant invariant, Integer... needed) {
        return parts -> {
            if (parts.containsAll(List.of(needed))) {
                throw violation(invariant, parts.toString());
            }
        };
    }

    private static Violation violation(Invariant invariant, String verdict) {
        return new Violation(invariant, verdict, "", null);
    }

    private static String message(String verdict) {
        return violation(Invariant.DUR, verdict).getMessage();
    }
}
