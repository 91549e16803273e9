package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Verdict.NotLinearizable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Counterexamples as a person sees them.
final class LanesTest {
    @Test
    void a_stale_read_is_drawn() {
        History history = History.of(
                Ops.put(1, 0, 10, "other"),
                Ops.put(1, 20, 30, "1"),
                Ops.get(4, 35, 38, "1"),
                Ops.put(2, 40, 60, "2"),
                Ops.unknown(Ops.put(5, 41, 41, "5")),
                Ops.get(3, 70, 80, "1"));

        assertThat(counterexample(history).toText()).isEqualTo("""
            key "k", at first nothing
            client 1  [put "1"]
            client 2           [put "2"]
            client 3                    [get "1"]
                                                ^ here no order is left
            no order explains that client 3 saw "1": before its call, client 2's put "2" had returned, which
            came after that
            """);
    }

    @Test
    void what_has_no_end_goes_on_to_the_edge() {
        History history = History.of(
                Ops.unknown(Ops.put(2, 0, 0, "b")),
                Ops.get(3, 10, 20, "b"),
                Ops.put(1, 30, 40, "a"),
                Ops.get(3, 50, 60, "a"),
                Ops.get(3, 70, 80, "b"));

        assertThat(counterexample(history).toText()).isEqualTo("""
            key "k", at first nothing
            client 1            [put "a"]
            client 2  [put "b" ?..................>
            client 3   [get "b"]         [get "b"]
                                                 ^ here no order is left
            no order explains that client 3 saw "b"
            """);
    }

    @ParameterizedTest
    @MethodSource("explanations")
    void the_sentence_says_why(History history, String sentence) {
        assertThat(counterexample(history).sentence()).isEqualTo("no order explains that " + sentence);
    }

    static Stream<Object[]> explanations() {
        return Stream.of(
                new Object[] {History.of(Ops.get(1, 0, 10, "z")), "client 1 saw \"z\": nobody had written it"},
                new Object[] {
                    History.of(Ops.put(1, 0, 10, "a"), Ops.getNothing(2, 20, 30)),
                    "client 2 saw nothing: before its call, client 1's put \"a\" had returned, which came after that"
                },
                new Object[] {
                    History.of(Ops.put(1, 0, 10, "a"), Ops.casFound(2, 20, 30, "a", "b")),
                    "client 2 found another value than \"a\""
                },
                new Object[] {
                    History.of(Ops.cas(1, 0, 50, "", "a"), Ops.cas(2, 0, 60, "", "b")),
                    "client 2 found nothing and replaced it"
                });
    }

    @Test
    void no_line_is_too_wide_however_many_operations_there_are() {
        for (int count : new int[] {2, 10, 20, 60, 300}) {
            List<Operation> operations = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                operations.add(Ops.put(i, i, 1000 + i, "a value that is long " + i));
            }
            String text = Lanes.of(operations, operations.getLast());
            assertThat(text.lines()).allMatch(line -> line.length() <= 100);
            assertThat(text).contains(count > 20 ? "  <" : "here no order is left");
        }
    }

    private static Counterexample counterexample(History history) {
        Verdict verdict = LinearizabilityCheck.usual().judge(history);
        return ((NotLinearizable) verdict).counterexample();
    }
}
